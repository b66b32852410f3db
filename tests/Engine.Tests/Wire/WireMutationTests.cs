using System.Text;

namespace Engine.Tests.Wire;

/// <summary>Whatever the bytes are, reading ends, throws nothing, and says what was not read.</summary>
public class WireMutationTests
{
    private const string Objects = """
        {"kind":"List","apiVersion":"v1","items":[
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web-1","namespace":"shop","labels":{"app":"web"},"creationTimestamp":"2026-11-20T14:02:03Z",
          "ownerReferences":[{"kind":"ReplicaSet","name":"web","uid":"u","controller":true}]},
         "spec":{"nodeName":"n","containers":[{"name":"app","image":"web:1","env":[{"name":"A","value":"postgres://u:p@db/x"},{"name":"B","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}],
           "resources":{"limits":{"memory":"256Mi","cpu":1}},"livenessProbe":{"httpGet":{"port":"http","path":"/"}},"args":["--password=x","\u00e9"]}],
           "volumes":[{"name":"v","projected":{"sources":[{"secret":{"name":"s","items":[{"key":"k"}]}}]}},{"name":"w","rbd":{"secretRef":{"name":"s"}}}],
           "affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"zone","operator":"In","values":["a"]}]}]}}}},
         "status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}],"containerStatuses":[{"name":"app","restartCount":3,"ready":true,
           "state":{"running":{"startedAt":"2026-11-20T14:02:03Z"}},"lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}}}]}},
        {"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"shop"},"involvedObject":{"kind":"Pod","name":"web-1","fieldPath":"spec.containers{app}"},
         "reason":"BackOff","message":"Back-off","count":3,"firstTimestamp":null,"eventTime":"2026-11-20T14:02:03.123456Z"},
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","annotations":{"deployment.kubernetes.io/revision":"7"}},
         "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"strategy":{"rollingUpdate":{"maxSurge":"25%","maxUnavailable":1}},"template":{"spec":{"containers":[]}}}},
        {"apiVersion":"v1","kind":"Node","metadata":{"name":"n"},"spec":{"taints":[{"key":"k","effect":"NoSchedule"}]},"status":{"capacity":{"cpu":"4"},"addresses":[{"type":"InternalIP","address":"10.0.0.1"}]}},
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop"},"spec":{"ports":[{"port":80,"targetPort":"http"}],"selector":{"app":"web"}}},
        {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web","namespace":"shop"},"spec":{"rules":[{"http":{"paths":[{"path":"/","backend":{"service":{"name":"web","port":{"number":80}}}}]}}]}},
        {"apiVersion":"v1","kind":"PersistentVolume","metadata":{"name":"pv"},"spec":{"capacity":{"storage":"1Gi"},"csi":{"driver":"d"}}},
        {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"h","namespace":"shop"},"spec":{"scaleTargetRef":{"kind":"Deployment","name":"web"},"maxReplicas":3,"metrics":[{"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":80}}}]}},
        {"apiVersion":"example.org/v1","kind":"Widget","metadata":{"name":"x"},"spec":{"a":[1,2.5,true,null,{"b":"c"}]},"status":{"conditions":[{"type":"Ready","status":"True"}]}}
        ]}
        """;

    private static readonly string[] s_values = ["null", "0", "-1", "1e400", "\"\"", "\"x\"", "true", "[]", "{}", "[null]", "{\"a\":null}", "99999999999999999999", "\"\\ud800\""];

    [Fact]
    public void The_document_that_is_mutated_reads_whole()
    {
        var read = WireRead.Of(Objects);

        Assert.Empty(read.Coverage.Gaps);
        Assert.Equal(9, read.Objects.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_bytes_are_never_an_exception(int seed)
    {
        var random = new Random(seed);
        var original = Encoding.UTF8.GetBytes(Objects);
        for (var round = 0; round < 1500; round++)
        {
            var bytes = original.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var length = random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length;
            Assert.True(Says(WireRead.Of(bytes.AsMemory(0, length), "Pod")), $"seed {seed}, round {round}");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Values_of_another_type_are_never_an_exception(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 1500; round++)
        {
            var text = Objects;
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                text = Replace(text, random);
            }

            Assert.True(Says(WireRead.Of(text, "Pod")), $"seed {seed}, round {round}");
        }
    }

    private static bool Says(WireRead read) => read.Coverage.Read.Count + read.Coverage.Gaps.Count > 0
        && read.Objects.All(item => item.ToString().Length > 0 && Touch(item));

    // What records compute must hold for whatever was read.
    private static bool Touch(KubeObject item) => item switch
    {
        KubePod pod => pod.Status.Length > 0 && pod.Ready.Length > 0,
        KubeNode node => node.Status.Length > 0 && node.Roles.Length > 0,
        _ => true,
    };

    /// <summary>Puts another value after a random colon.</summary>
    private static string Replace(string text, Random random)
    {
        var colon = text.IndexOf("\":", random.Next(text.Length), StringComparison.Ordinal);
        if (colon < 0)
        {
            return text;
        }

        var start = colon + 2;
        var end = start;
        var depth = 0;
        var quoted = false;
        for (; end < text.Length; end++)
        {
            var character = text[end];
            if (character == '"' && text[end - 1] != '\\')
            {
                quoted = !quoted;
            }
            else if (!quoted && character is '{' or '[')
            {
                depth++;
            }
            else if (!quoted && character is '}' or ']' && --depth < 0)
            {
                break;
            }
            else if (!quoted && character == ',' && depth == 0)
            {
                break;
            }
        }

        return string.Concat(text.AsSpan(0, start), s_values[random.Next(s_values.Length)], text.AsSpan(end));
    }
}
