using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Wire;

public class ConfigurationWireTests
{
    private const string Value = "c3VwZXItc2VjcmV0LXZhbHVl";

    private const string SecretJson = $$$"""
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"db","namespace":"shop",
           "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"password\":\"{{{Value}}}\"}}","owner":"team-a"},
           "managedFields":[{"fieldsV1":{"f:data":{"f:password":{} } } }]},
         "data":{"password":"{{{Value}}}","user\u006eame":"{{{Value}}}","odd":{"nested":["{{{Value}}}"]},"none":null},
         "stringData":{"token":"{{{Value}}}","password":"{{{Value}}}"},"type":"Opaque"}
        """;

    private const string SecretYaml = $"""
        apiVersion: v1
        kind: Secret
        metadata:
          name: db
          namespace: shop
          annotations:
            kubectl.kubernetes.io/last-applied-configuration: |
              stringData: {Value}
            owner: team-a
        data:
          password: {Value}
          username: "{Value}"
          odd: [{Value}]
          none:
        stringData:
          token: >-
            {Value}
        type: Opaque
        """;

    [Fact]
    public void ConfigMap_has_the_names_of_its_keys()
    {
        var map = WireItem.Read<KubeConfigMap>("""
            {"apiVersion":"v1","binaryData":{"logo.png":"iVBORw=="},"data":{"app.yaml":"a: 1\n","\u006cevel":"debug"},"kind":"ConfigMap","metadata":{"name":"app","namespace":"shop"}}
            """);

        Assert.Equal(["app.yaml", "level", "logo.png"], map.Keys);
        Assert.Empty(WireItem.Read<KubeConfigMap>("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"app","namespace":"shop"}}""").Keys);
    }

    [Fact]
    public void Secret_has_the_names_of_its_keys()
    {
        var secret = WireItem.Read<KubeSecret>(SecretJson);

        Assert.Equal("Opaque", secret.Type);
        Assert.Equal(["password", "username", "odd", "none", "token"], secret.Keys);
        Assert.Equal(["owner"], secret.Annotations.Keys);
    }

    [Fact]
    public void Secret_of_which_only_metadata_was_read_has_unknown_keys()
    {
        Assert.Null(WireItem.Read<KubeSecret>("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"db","namespace":"shop"}}""").Keys);
        Assert.Empty(WireItem.Read<KubeSecret>("""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"db","namespace":"shop"},"type":"Opaque"}""").Keys!);
    }

    [Fact]
    public void No_value_of_a_secret_is_kept()
    {
        var secrets = new List<KubeObject> { WireItem.Read<KubeSecret>(SecretJson) };
        foreach (var json in YamlReader.ToJson(new StringReader(SecretYaml)))
        {
            secrets.Add(WireItem.Read<KubeSecret>(Encoding.UTF8.GetString(json.Span)));
        }

        Assert.Equal(2, secrets.Count);
        Assert.Equal(["password", "username", "odd", "none", "token"], Assert.IsType<KubeSecret>(secrets[1]).Keys);
        var texts = secrets.SelectMany(Texts).ToList();
        Assert.Contains("team-a", texts);
        Assert.DoesNotContain(texts, text => text.Contains(Value, StringComparison.Ordinal) || text.Contains("super-secret-value", StringComparison.Ordinal));
    }

    [Fact]
    public void A_credential_in_an_annotation_is_masked_and_a_checksum_is_not()
    {
        var map = WireItem.Read<KubeConfigMap>(
            """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"m","namespace":"shop","annotations":{
              "note":"password=topsecretvalue","example.com/api-token":"0123456789abcdef","checksum/secret":"9f86d081884c7d65"}}}
            """);

        Assert.DoesNotContain("topsecretvalue", map.Annotations["note"], StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", map.Annotations["example.com/api-token"], StringComparison.Ordinal);
        Assert.Equal("9f86d081884c7d65", map.Annotations["checksum/secret"]);
    }

    [Fact]
    public void No_value_of_a_secret_is_kept_from_a_document()
    {
        var list = $$"""{"apiVersion":"v1","kind":"List","items":[{{SecretJson}},{{SecretJson.Replace("\"db\"", "{}", StringComparison.Ordinal)}}]}""";
        var typed = list.Replace("\"List\"", "\"SecretList\"", StringComparison.Ordinal).Replace("\"apiVersion\":\"v1\",\"kind\":\"Secret\",", "", StringComparison.Ordinal);
        foreach (var document in new[] { SecretJson, list, typed })
        {
            var context = new WireContext { Cluster = "test", Coverage = new CoverageRecord(), Objects = new List<KubeObject>() };
            WireReader.Read(Encoding.UTF8.GetBytes(document), context);

            Assert.Equal("db", Assert.Single(context.Objects).Name);
            var coverage = context.Coverage.ToCoverage(context.Objects);
            Assert.DoesNotContain(context.Objects.SelectMany(Texts).Concat(Texts(coverage)), text => text.Contains(Value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_secret_that_does_not_parse_says_nothing_of_its_values()
    {
        var exception = Assert.Throws<JsonException>(() => WireItem.Read<KubeSecret>(
            $$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"db"},"data":"{{{Value}}}"}"""));

        Assert.DoesNotContain(Value, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ServiceAccount()
    {
        var account = WireItem.Read<KubeServiceAccount>("""
            {"apiVersion":"v1","automountServiceAccountToken":false,"imagePullSecrets":[{"name":"registry"}],"kind":"ServiceAccount","metadata":{"name":"app","namespace":"shop"},"secrets":[{"name":"app-token"}]}
            """);

        Assert.Equal(["registry"], account.ImagePullSecrets);
        Assert.False(account.AutomountToken);
        Assert.Null(WireItem.Read<KubeServiceAccount>("""{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"app","namespace":"shop"}}""").AutomountToken);
    }

    /// <summary>Every text that can be reached from an object through its fields, also private ones.</summary>
    private static IEnumerable<string> Texts(object start)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object?>([start]);
        while (open.TryPop(out var next))
        {
            if (next is string text)
            {
                yield return text;
                continue;
            }

            if (next is null or Type or MemberInfo or Delegate || next.GetType() is { IsPrimitive: true } or { IsPointer: true } || (!next.GetType().IsValueType && !seen.Add(next)))
            {
                continue;
            }

            if (next is byte[] bytes)
            {
                yield return Encoding.UTF8.GetString(bytes);
                continue;
            }

            if (next is IEnumerable items)
            {
                foreach (var item in items)
                {
                    open.Push(item);
                }
            }

            for (var type = next.GetType(); type is not null; type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (!field.FieldType.IsPointer && field.FieldType != typeof(DateTimeOffset) && field.FieldType != typeof(KubeQuantity))
                    {
                        open.Push(field.GetValue(next));
                    }
                }
            }
        }
    }
}
