using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Engine.Tests.Sources;
using RunbookTools.Engine.Snapshots;

namespace Engine.Tests.Snapshots;

/// <summary>Secrets planted in every place a cluster has for them, looked for in every byte of what is written.</summary>
public sealed class SnapshotSecrecyTests : IDisposable
{
    private readonly SnapshotFiles _files = new();
    private readonly TempFolder _folder = new("planted");

    public void Dispose()
    {
        _files.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void No_secret_survives_in_any_byte()
    {
        // Each place has a secret of its own, so that one that survives tells where it stood.
        var planted = Plant(seed: 1);

        _files.Save(_folder.Root, new SnapshotOptions { Logs = SnapshotLogs.All }, "folder");
        var archive = _files.Save(_folder.Root, new SnapshotOptions { Logs = SnapshotLogs.All }, "archive.tar.gz");

        var texts = new[] { _files.Text("folder"), Unpack(archive) };
        Assert.All(texts, text => Assert.Contains("payments.shop.svc:8080", text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.Equal([], planted.Where(secret => Holds(text, secret))));
    }

    [Fact]
    public void A_secret_that_is_given_away_in_one_place_is_found_in_all()
    {
        const string Secret = "Zk3jQ8x7LmPq";
        Pod($$"""{"name":"DB_PASSWORD","value":"{{Secret}}"}""", annotation: $"rotated to {Secret} by hand", message: $"could not log in with {Secret}");
        _folder.Add("logs/shop/web/app.log", $"trying {Secret}\nsent <{Secret}> to db\n");

        _files.Save(_folder.Root, new SnapshotOptions { Logs = SnapshotLogs.All }, "folder");

        var text = _files.Text("folder");
        var token = System.Text.RegularExpressions.Regex.Match(text, "REDACTED-[0-9a-f]{12}").Value;
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Contains($"rotated to {token} by hand", text, StringComparison.Ordinal);
        Assert.Contains($"could not log in with {token}", text, StringComparison.Ordinal);
        Assert.Contains($"trying {token}\nsent <{token}> to db\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Redaction.None)]
    [InlineData(Redaction.Credentials)]
    public void Values_of_secrets_are_never_written(Redaction redaction)
    {
        _folder.Add("secrets.yaml", """
            apiVersion: v1
            kind: Secret
            metadata:
              name: db
              namespace: shop
              annotations:
                kubectl.kubernetes.io/last-applied-configuration: |
                  {"apiVersion":"v1","data":{"password":"aHVudGVyMjJ4"},"kind":"Secret","metadata":{"name":"db","namespace":"shop"},"stringData":{"plain":"hunter22x"}}
            type: Opaque
            data: {password: aHVudGVyMjJ4}
            stringData: {plain: hunter22x}
            """);

        var copy = _files.SaveAndRead(_folder.Root, new SnapshotOptions { Redaction = redaction }, "folder");

        Assert.DoesNotContain("hunter22x", _files.Text("folder"), StringComparison.Ordinal);
        Assert.DoesNotContain("aHVudGVyMjJ4", _files.Text("folder"), StringComparison.Ordinal);
        Assert.Equal(["password", "plain"], copy.Find<KubeSecret>("Secret", "shop", "db")!.Keys!);
    }

    [Fact]
    public void Addresses_and_people_go_when_asked_and_the_joins_hold()
    {
        Pod("""{"name":"PEER","value":"10.244.1.9"}""", annotation: "owner jane.doe@corp.example", message: "Readiness probe failed: dial tcp 10.244.1.7:8080: connection refused");
        _folder.Add("slice.json", """
            {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"name":"web-1","namespace":"shop","labels":{"kubernetes.io/service-name":"web"}},
             "addressType":"IPv4","ports":[{"port":8080}],"endpoints":[{"addresses":["10.244.1.7"],"conditions":{"ready":true}}]}
            """);

        var copy = _files.SaveAndRead(
            _folder.Root, new SnapshotOptions { Redaction = Redaction.Credentials | Redaction.Email | Redaction.Address }, "folder");

        var text = _files.Text("folder");
        Assert.DoesNotContain("10.244.1.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("jane", text, StringComparison.Ordinal);
        var pod = copy.Find<KubePod>("Pod", "shop", "web")!;
        Assert.Equal(pod.PodIP, Assert.Single(copy.All<KubeEndpointSlice>().Single().Endpoints[0].Addresses));
        Assert.Contains(pod.PodIP!, copy.All<KubeEvent>().Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_wrote_an_object_stays_without_the_fields()
    {
        _folder.Add("deployment.json", """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","namespace":"shop","managedFields":[
              {"manager":"autoscaler","operation":"Update","apiVersion":"apps/v1","time":"2026-11-20T14:00:00Z","subresource":"scale","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:x":{}},"f:spec":{"f:replicas":{}}}},
              {"manager":"helm","operation":"Apply","fieldsV1":{"f:spec":{"f:paused":{},"v:secret":{}}}},null]},
             "spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"spec":{"containers":[{"name":"c","image":"i"}]}}}}
            """);

        var copy = _files.SaveAndRead(_folder.Root, new SnapshotOptions(), "folder");

        Assert.Equal(SnapshotFiles.Describe(_folder.Read()), SnapshotFiles.Describe(copy));
        Assert.DoesNotContain("f:x", _files.Text("folder"), StringComparison.Ordinal);
        Assert.DoesNotContain("v:secret", _files.Text("folder"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_secret_survives_whatever_characters_it_has(int seed)
    {
        var planted = Plant(seed);

        _files.Save(_folder.Root, new SnapshotOptions { Logs = SnapshotLogs.All, Redaction = Redaction.Credentials | Redaction.Certificates | Redaction.Email | Redaction.Address }, "folder");

        Assert.Equal([], planted.Where(secret => Holds(_files.Text("folder"), secret)));
    }

    // As it is, as JSON writes it, and in base64.
    private static bool Holds(string text, string secret) =>
        text.Contains(secret, StringComparison.Ordinal)
        || text.Contains(System.Text.Json.JsonSerializer.Serialize(secret)[1..^1], StringComparison.Ordinal)
        || text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), StringComparison.Ordinal);

    private List<string> Plant(int seed)
    {
        var random = new Random(seed);
        var planted = new List<string>();
        string Secret()
        {
            const string Letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
            var marks = seed == 1 ? "-_" : "!$%*+-_~^";
            var text = new StringBuilder();
            for (var index = 0; index < 16; index++)
            {
                text.Append(index % 5 == 4 ? (char)('2' + random.Next(8)) : index % 7 == 6 ? marks[random.Next(marks.Length)] : Letters[random.Next(Letters.Length)]);
            }

            planted.Add(text.ToString());
            return planted[^1];
        }

        // § is a secret of its own wherever it stands; §name§ a text as a JSON string.
        string Fill(string text, params (string Name, string Text)[] parts)
        {
            foreach (var (name, part) in parts)
            {
                text = text.Replace($"§{name}§", System.Text.Json.JsonSerializer.Serialize(Fill(part)), StringComparison.Ordinal);
            }

            return string.Concat(text.Split('§').SelectMany((piece, index) => index == 0 ? new[] { piece } : [Secret(), piece]));
        }

        var template = Fill(
            """
            {"metadata":{"annotations":{"example.com/token":"§"}},"spec":{"containers":[{"name":"app","image":"web:1",
              "env":[{"name":"DB_PASSWORD","value":"§"},{"value":"§","name":"STRIPE_KEY"},{"name":"DSN","value":"shop:§@tcp(db:3306)/shop"},
                     {"name":"DATABASE_URL","value":"postgres://shop:§@db:5432/shop"},{"name":"PAYMENTS_URL","value":"http://payments.shop.svc:8080"},
                     {"name":"CONFIG","value":§config§}],
              "command":["sh","-c",§script§],
              "args":["--api-key","§","--password=§","--header=Authorization: Bearer §"],
              "livenessProbe":{"httpGet":{"path":"/","port":80,"httpHeaders":[{"name":"X-Auth-Token","value":"§"}]}}}]}}
            """,
            ("config", """{"db":{"password":"§","host":"db"}}"""),
            ("script", "export SECRET_KEY=§\nexec web --token §"));
        _folder.Add("objects.json", Fill(
            """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"shop"}},
              {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","annotations":{"kubectl.kubernetes.io/last-applied-configuration":§applied§}},
               "spec":{"selector":{"matchLabels":{"app":"web"}},"template":TEMPLATE}},
              {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"},"spec":{"containers":[{"name":"app","image":"web:1"}]},
               "status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},
                 "lastState":{"terminated":{"exitCode":1,"message":"panic: login with password=§ refused"}}}]}},
              {"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"shop"},"involvedObject":{"kind":"Pod","namespace":"shop","name":"web"},"type":"Warning","reason":"Failed",
               "message":"GET https://shop:§@registry.example/v2/: 401, token=§"},
              {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"shop"},"data":{
                "DB_PASSWORD":"§","app.properties":§properties§,"config.yaml":§yaml§,"config.json":§json§,"manifest.yaml":§manifest§,"web.xml":§xml§,"key.pem":§key§,"ca.pem":§ca§},
               "binaryData":{"keystore.jks":"BASE64"}},
              {"apiVersion":"v1","kind":"Secret","metadata":{"name":"db","namespace":"shop"},"data":{"password":"BASE64"},"stringData":{"b":"§"}},
              {"apiVersion":"example.com/v1","kind":"Gizmo","metadata":{"name":"g","namespace":"shop"},"spec":{"password":"§","template":TEMPLATE,
                "secret":{"kind":"Secret","data":{"x":"§"}},"objects":[{"apiVersion":"v1","kind":"Secret","stringData":{"y":"§"}}]}}
            ]}
            """.Replace("TEMPLATE", template, StringComparison.Ordinal).Replace("BASE64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret())), StringComparison.Ordinal),
            ("applied", """{"apiVersion":"apps/v1","kind":"Deployment","spec":{"template":{"spec":{"containers":[{"env":[{"name":"API_TOKEN","value":"§"}],"args":["--db-password=§"]}]}}}}"""),
            ("properties", "db.url=jdbc:postgresql://db:5432/shop\ndb.password=§\nmail.apiKey = §\n"),
            ("yaml", "auth:\n  client_secret: '§'\n  passphrase: |\n    §\nserver: payments.shop.svc:8080\n"),
            ("json", """{"smtp":{"password":"§"},"token":"§"}"""),
            ("manifest", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\nstringData:\n  anything: §\n"),
            ("xml", "<config><password>§</password></config>"),
            ("key", "-----BEGIN RSA PRIVATE KEY-----\n§\n-----END RSA PRIVATE KEY-----\n"),
            ("ca", "-----BEGIN CERTIFICATE-----\nMII" + string.Concat(Enumerable.Repeat("abcdefgh", 8)) + "\n-----END CERTIFICATE-----\n")));
        planted.Add("MIIabcdefgh");
        _folder.Add("logs/shop/web/app.log", Fill("""
            2026-11-20T13:00:00.000000000Z connecting with password=§
            Authorization: Bearer §§
            "apiKey": "§"
            redis://:§@cache:6379
            -----BEGIN PRIVATE KEY-----
            §
            -----END PRIVATE KEY-----
            """));
        return planted;
    }

    private void Pod(string env, string annotation, string message) => _folder.Add("pod.json", """
        {"apiVersion":"v1","kind":"List","items":[
          {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop","annotations":{"note":"ANNOTATION"}},
           "spec":{"containers":[{"name":"app","image":"web:1","env":[ENV]}]},
           "status":{"phase":"Running","podIP":"10.244.1.7","containerStatuses":[{"name":"app","restartCount":0,"state":{"running":{}}}]}},
          {"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"shop"},"involvedObject":{"kind":"Pod","namespace":"shop","name":"web"},"type":"Warning","reason":"Unhealthy",
           "message":"MESSAGE"}]}
        """.Replace("ANNOTATION", annotation, StringComparison.Ordinal).Replace("ENV", env, StringComparison.Ordinal).Replace("MESSAGE", message, StringComparison.Ordinal));

    private static string Unpack(string archive)
    {
        using var file = File.OpenRead(archive);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new TarReader(gzip);
        var text = new StringBuilder();
        while (reader.GetNextEntry() is { } entry)
        {
            text.Append(entry.Name).Append('\n');
            if (entry.DataStream is { } data)
            {
                using var content = new StreamReader(data, Encoding.UTF8);
                text.Append(content.ReadToEnd());
            }
        }

        return text.ToString();
    }
}
