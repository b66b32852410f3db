using RunbookTools.Engine.Sources;

namespace Engine.Tests.Sources;

public class SecretTextTests
{
    [Theory]
    [InlineData("Authorization: Bearer abc123def456.ghi", "Authorization: Bearer ***")]
    [InlineData("authorization=basic dXNlcjpwYXNzd29yZA==", "authorization=basic ***")]
    [InlineData("connect password=hunter2 host=db", "connect password=*** host=db")]
    [InlineData("DB_PASSWORD: hunter2, DB_HOST: db", "DB_PASSWORD: ***, DB_HOST: db")]
    [InlineData("""{"user":"app","password":"correct horse, battery","port":1}""", """{"user":"app","password":***,"port":1}""")]
    [InlineData("""msg="{\"password\":\"hunter2\"}" level=info""", """msg="{\"password\":***}" level=info""")]
    [InlineData("postgres://app:s3cr3t@db:5432/shop?sslmode=disable", "postgres://app:***@db:5432/shop?sslmode=disable")]
    [InlineData("redis://:s3cr3t@cache:6379", "redis://:***@cache:6379")]
    [InlineData("cloning https://0123456789abcdef0123@github.com/x/y", "cloning https://***@github.com/x/y")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE denied", "key AKIA*** denied")]
    [InlineData("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "AWS_SECRET_ACCESS_KEY=***")]
    [InlineData("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "jwt ***")]
    [InlineData("login --password hunter2 --user app", "login --password *** --user app")]
    [InlineData("GET /hook?token=abcdef123456&x=1", "GET /hook?token=***&x=1")]
    [InlineData("client_secret='a b c' next", "client_secret=*** next")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "ghp_***")]
    [InlineData("key: -----BEGIN RSA PRIVATE KEY-----MIIE-----END RSA PRIVATE KEY----- end", "key: *** end")]
    public void Masks_credentials(string text, string redacted) => Assert.Equal(redacted, SecretText.Redact(text));

    [Theory]
    [InlineData("password authentication failed for user \"app\"")]
    [InlineData("MountVolume.SetUp failed for volume \"tls\" : secret \"shop-tls\" not found")]
    [InlineData("unexpected token: } at line 3")]
    [InlineData("server gave HTTP response to https://registry.example.com:443/v2/")]
    [InlineData("secret=\"kube-system/bootstrap\" synced")]
    [InlineData("basic auth is required")]
    [InlineData("password=null")]
    [InlineData("password=\"\"")]
    [InlineData("GET http://web:8080/users?mail=a@b.c")]
    [InlineData("couldn't find key password in Secret shop/db")]
    [InlineData("couldn't find key db-password in Secret shop/app-credentials")]
    [InlineData("Error: open /var/run/secrets/kubernetes.io/serviceaccount/token: no such file or directory")]
    public void Leaves_diagnosis_alone(string text) => Assert.Equal(text, SecretText.Redact(text));
}
