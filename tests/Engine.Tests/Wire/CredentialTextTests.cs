using RunbookTools.Engine.Wire;

namespace Engine.Tests.Wire;

public class CredentialTextTests
{
    [Theory]
    [InlineData("DB_PASSWORD", "hunter2", "***")]
    [InlineData("POSTGRES_PASSWORD", "a b", "***")]
    [InlineData("API_TOKEN", "abc", "***")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "abc", "***")]
    [InlineData("AWS_ACCESS_KEY_ID", "AKIAX", "***")]
    [InlineData("STRIPE_KEY", "sk", "***")]
    [InlineData("encryptionKey", "x", "***")]
    [InlineData("spring.datasource.password", "x", "***")]
    [InlineData("JWT_SECRET_STAGE", "x", "***")]
    [InlineData("DB_PASS", "x", "***")]
    [InlineData("PGPASS", "x", "***")]
    [InlineData("DB_PASSWORD", "", "")]
    [InlineData("DB_PASSWORD", "$(FROM_ELSEWHERE)", "$(FROM_ELSEWHERE)")]
    [InlineData("ALLOW_EMPTY_PASSWORD", "yes", "yes")]
    [InlineData("DB_PASSWORD_FILE", "/run/secrets/db", "/run/secrets/db")]
    [InlineData("TLS_KEY", "/etc/tls/tls.key", "/etc/tls/tls.key")]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS", "/credentials/cloud", "/credentials/cloud")]
    [InlineData("SIGNING_KEY", "/Zk3jQ8/x7LmPq==", "***")]
    [InlineData("SECRET_NAME", "db-credentials", "db-credentials")]
    [InlineData("TOKEN_TTL", "300", "300")]
    [InlineData("TOKEN_SERVICE_HOST", "10.0.0.1", "10.0.0.1")]
    [InlineData("MONKEY", "george", "george")]
    [InlineData("PWD", "/app", "/app")]
    [InlineData("PAYMENTS_URL", "http://payments:8080/v1", "http://payments:8080/v1")]
    [InlineData("DATABASE_URL", "postgres://shop:hunter2@db:5432/x", "postgres://***@db:5432/x")]
    [InlineData("DATABASE_URL", "postgres://shop:p@ss/w#rd@db:5432/x", "postgres://***@db:5432/x")]
    [InlineData("URLS", "http://a:80,amqp://u:p@b:5672,amqp://u:p@c:5672", "http://a:80,amqp://***@b:5672,amqp://***@c:5672")]
    [InlineData("REDIS", "redis://:hunter2@cache:6379", "redis://***@cache:6379")]
    [InlineData("HOOK", "http://web:8080/a@b", "http://web:8080/a@b")]
    [InlineData("DSN", "shop:hunter2@tcp(db:3306)/shop?parseTime=true", "***@tcp(db:3306)/shop?parseTime=true")]
    [InlineData("CONNECTION", "Server=db;User=shop;Password=hunter2;Port=5432", "Server=db;User=shop;Password=***;Port=5432")]
    [InlineData("GREETING", "hello", "hello")]
    public void An_environment_value_is_masked_when_it_is_a_credential(string name, string value, string expected) =>
        Assert.Equal(expected, CredentialText.MaskValue(name, value));

    [Theory]
    [InlineData("--password=hunter2", "--password=***")]
    [InlineData("--db-password=\"a b\" --port=80", "--db-password=*** --port=80")]
    [InlineData("--requestheader-client-ca-file=/etc/ca.crt", "--requestheader-client-ca-file=/etc/ca.crt")]
    [InlineData("--service-account-key-file=/etc/sa.pub", "--service-account-key-file=/etc/sa.pub")]
    [InlineData("export API_TOKEN=abc123 && ./run", "export API_TOKEN=*** && ./run")]
    [InlineData("mysql --password=hunter2 shop", "mysql --password=*** shop")]
    [InlineData("--key=app", "--key=***")]
    [InlineData("--leader-elect=true", "--leader-elect=true")]
    public void An_argument_is_masked_where_it_carries_a_credential(string argument, string expected) =>
        Assert.Equal([expected], CredentialText.MaskArguments([argument]));

    [Fact]
    public void The_argument_after_a_flag_that_takes_a_credential_is_masked() =>
        Assert.Equal(["--user", "shop", "--password", "***", "--token", "--verbose", "run"], CredentialText.MaskArguments(["--user", "shop", "--password", "hunter2", "--token", "--verbose", "run"]));

    [Theory]
    [InlineData("mysqladmin|ping|-h|db|-uroot|-pS3cret!", "mysqladmin|ping|-h|db|-uroot|-p***")]
    [InlineData("redis-cli|-a|S3cret|ping", "redis-cli|-a|***|ping")]
    [InlineData("/usr/bin/curl|-u|app:S3cret|http://api:8080", "/usr/bin/curl|-u|app:***|http://api:8080")]
    [InlineData("sh|-c|mysql -pS3cret -e 'select 1'", "sh|-c|mysql -p*** -e 'select 1'")]
    [InlineData("app|-p|8080", "app|-p|8080")]
    public void A_flag_of_one_letter_is_masked_by_the_command_it_is_given_to(string arguments, string expected) =>
        Assert.Equal(expected.Split('|'), CredentialText.MaskArguments(arguments.Split('|')));

    [Fact]
    public void The_commands_of_clients_are_looked_at_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("mysql curl redis-cli ", 20_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        CredentialText.MaskText(text);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"took {watch.Elapsed}");
    }

    [Fact]
    public void A_long_text_is_looked_at_in_linear_time()
    {
        var text = "password://" + string.Concat(Enumerable.Repeat("a:@b", 100_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        CredentialText.MaskText(text);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }
}
