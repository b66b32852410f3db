using RunbookTools.Engine.Sources.Live;

namespace Engine.Tests.Sources.Live;

public class EnvironmentProxyTests
{
    [Theory]
    [InlineData("https://api.example.com:6443", "http://secure:3128/")]
    [InlineData("http://api.example.com", "http://plain:3128/")]
    [InlineData("https://localhost:6443", null)]
    [InlineData("https://127.0.0.1:6443", null)]
    [InlineData("https://[::1]:6443", null)]
    public void Chooses_by_the_scheme_and_never_for_this_machine(string server, string? expected) =>
        Assert.Equal(expected, Of(("HTTPS_PROXY", "secure:3128"), ("http_proxy", "http://plain:3128")).GetProxy(new Uri(server))?.AbsoluteUri);

    [Theory]
    [InlineData("*", "https://api.example.com", true)]
    [InlineData("10.0.0.0/8", "https://10.1.2.3:6443", true)]
    [InlineData("10.0.0.0/8", "https://11.1.2.3:6443", false)]
    [InlineData("fd00::/8", "https://[fd00::1]:6443", true)]
    [InlineData("10.1.2.3", "https://10.1.2.3:6443", true)]
    [InlineData("example.com", "https://example.com", true)]
    [InlineData("example.com", "https://api.example.com", true)]
    [InlineData("example.com", "https://badexample.com", false)]
    [InlineData(".example.com", "https://api.example.com", true)]
    [InlineData(".example.com", "https://example.com", false)]
    [InlineData("*.example.com", "https://api.example.com", true)]
    [InlineData("example.com:6443", "https://api.example.com:6443", true)]
    [InlineData("example.com:6443", "https://api.example.com", false)]
    [InlineData("other, EXAMPLE.com", "https://api.example.com", true)]
    [InlineData("", "https://api.example.com", false)]
    public void Leaves_out_what_no_proxy_names_as_kubectl_does(string exemptions, string server, bool isBypassed) =>
        Assert.Equal(isBypassed, Of(("HTTPS_PROXY", "http://proxy:3128"), ("NO_PROXY", exemptions)).IsBypassed(new Uri(server)));

    [Fact]
    public void Knows_the_name_and_password_of_the_proxy_and_of_no_other_server()
    {
        var proxy = Of(("HTTPS_PROXY", "http://me:p%40ss@proxy:3128"));

        Assert.Equal("p@ss", proxy.Credentials!.GetCredential(proxy.GetProxy(new Uri("https://api.example.com"))!, "Basic")!.Password);
        Assert.Null(proxy.Credentials!.GetCredential(new Uri("http://other:3128"), "Basic"));
    }

    [Fact]
    public void Takes_no_proxy_where_the_variable_names_none() =>
        Assert.Null(Of(("HTTPS_PROXY", "ftp://proxy:21")).GetProxy(new Uri("https://api.example.com")));

    private static EnvironmentProxy Of(params (string Name, string Value)[] variables) =>
        new(name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
