using RunbookTools.Engine.Primitives;

namespace Engine.Tests.Primitives;

public class ConfigAddressesTests
{
    [Fact]
    public void A_single_value_is_read_like_a_variable()
    {
        var address = Assert.Single(ConfigAddresses.In("DATABASE_URL", "postgres://shop:hunter2@orders-db.data:5432/orders"));

        Assert.Equal(("DATABASE_URL", "orders-db.data", 5432, true), (address.Name, address.Host, address.Port, address.IsCertain));
        Assert.DoesNotContain("hunter2", address.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_line_by_line_without_its_comments()
    {
        var found = ConfigAddresses.In("nginx.conf", """
            # proxy_pass http://old:8080;
            upstream api {
              server api:8080;
            }
            location / {
              proxy_pass http://storefront:80;
              error_log /var/log/nginx/error.log;
            }
            """).ToList();

        Assert.Equal(["server api:8080", "proxy_pass storefront:80"], found.Select(address => $"{address.Name} {address.Host}:{address.Port}"));
        Assert.All(found, address => Assert.True(address.IsCertain));
    }

    [Theory]
    [InlineData("listen: 0.0.0.0:8080\nlevel: info")]
    [InlineData("image: nginx:1.29\nversion: 2:1")]
    [InlineData("welcome\nto the shop")]
    public void What_is_no_address_is_not_taken_for_one(string text) => Assert.DoesNotContain(ConfigAddresses.In("app.yaml", text), address => address.IsCertain);

    [Fact]
    public void Envoy_writes_address_and_port_on_lines_of_their_own()
    {
        var found = ConfigAddresses.In("envoy.yaml", """
            listeners:
            - address:
                socket_address: { address: 0.0.0.0, port_value: 8080 }
            clusters:
            - load_assignment:
                endpoints:
                - endpoint:
                    address:
                      socket_address:
                        address: payments.shop
                        protocol: TCP
                        port_value: 9090
                - endpoint: { address: { socket_address: { address: api, port_value: 80 } } }
            admin:
              address: elsewhere
            """).ToList();

        Assert.Equal(["payments.shop:9090", "api:80"], found.Select(address => $"{address.Host}:{address.Port}"));
        Assert.All(found, address => Assert.True(address.IsCertain));
    }

    [Fact]
    public void The_name_of_a_group_of_servers_is_no_host()
    {
        var found = ConfigAddresses.In("nginx.conf", """
            upstream api {
              server api:8080;
            }
            location /a { proxy_pass http://other; }
            proxy_pass http://api;
            fastcgi_pass php:9000;
            """).ToList();

        Assert.Contains(found, address => address is { Host: "api", Port: 8080, IsCertain: true });
        Assert.Contains(found, address => address is { Host: "php", Port: 9000, IsCertain: true });
        Assert.Contains(found, address => address is { Host: "other", IsCertain: true });
        Assert.DoesNotContain(found, address => address is { Host: "api", Port: null });
    }
}
