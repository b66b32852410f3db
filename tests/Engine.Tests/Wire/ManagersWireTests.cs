using System.Text;
using RunbookTools.Engine.Wire;

namespace Engine.Tests.Wire;

/// <summary>Who wrote an object, by its managed fields.</summary>
public class ManagersWireTests
{
    [Fact]
    public void The_last_to_write_the_count_is_told()
    {
        var deployment = Assert.IsType<KubeDeployment>(Read("""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","managedFields":[
              {"manager":"kubectl-client-side-apply","operation":"Update","apiVersion":"apps/v1","time":"2026-05-01T08:00:00Z","fieldsV1":{"f:spec":{"f:replicas":{},"f:template":{}}}},
              {"manager":"kubectl","operation":"Update","apiVersion":"apps/v1","time":"2026-05-12T07:00:00Z","subresource":"scale","fieldsV1":{"f:spec":{"f:replicas":{}}}},
              {"manager":"kube-controller-manager","operation":"Update","apiVersion":"apps/v1","time":"2026-05-12T08:00:00Z","subresource":"status","fieldsV1":{"f:status":{"f:replicas":{}}}}]},
             "spec":{"replicas":0}}
            """));

        Assert.Equal(3, deployment.Managers.Count);
        Assert.Equal("kubectl scale at 2026-05-12 07:00Z", deployment.DesiredBy?.ToString());
    }

    [Fact]
    public void The_release_that_ends_a_version_is_told()
    {
        var budget = Read("""
            {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"web","managedFields":[
              {"manager":"helm","operation":"Update","apiVersion":"policy/v1beta1"},{"manager":"kubectl","operation":"Update","apiVersion":"policy/v1"}]}}
            """);

        Assert.Equal([new Version(1, 25), null], budget.Managers.Select(manager => manager.RemovedIn));
    }

    [Fact]
    public void Fields_of_another_form_cost_only_themselves()
    {
        var deployment = Assert.IsType<KubeDeployment>(Read("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","managedFields":[{"manager":"x","fieldsV1":"odd"}]},"spec":{"replicas":3}}"""));

        Assert.Equal(3, deployment.Desired);
        Assert.Empty(deployment.Managers);
    }

    [Fact]
    public void The_converter_of_a_definition_and_what_it_stores_are_read()
    {
        var definition = Assert.IsType<KubeCustomResourceDefinition>(Read("""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"things.example.com"},
             "spec":{"group":"example.com","names":{"kind":"Thing","plural":"things"},"versions":[{"name":"v1","served":true}],
                     "conversion":{"strategy":"Webhook","webhook":{"clientConfig":{"service":{"namespace":"ops","name":"converter"},"caBundle":"bm8gY2VydGlmaWNhdGU="}}}},
             "status":{"storedVersions":["v1beta1","v1"]}}
            """));

        Assert.Equal("Service ops/converter", definition.Converter?.ToString());
        Assert.Equal(["v1beta1", "v1"], definition.StoredVersions);
        Assert.Null(definition.TrustEnds);
    }

    [Theory]
    [InlineData("v1.27.4+k3s1", "1.27")]
    [InlineData("v1.30-eks-abc", "1.30")]
    [InlineData("1.9", "1.9")]
    [InlineData("unknown", null)]
    [InlineData(null, null)]
    public void A_server_says_its_release(string? server, string? release) =>
        Assert.Equal(release, RunbookTools.Engine.Primitives.ApiVersions.ReleaseOf(server)?.ToString());

    [Theory]
    [InlineData(4, "25%", "25%", 1)]
    [InlineData(3, "25%", "25%", 0)]
    [InlineData(3, "0", "0%", 1)]
    [InlineData(10, "30%", null, 3)]
    [InlineData(2, null, "1", 0)]
    public void How_many_pods_may_be_missing_is_rounded_as_the_controller_does(int replicas, string? missing, string? surge, int allowed) =>
        Assert.Equal(allowed, (TestCluster.Deployment("web", new KubePodSpec()) with { Desired = replicas, MaxUnavailable = missing, MaxSurge = surge }).UnavailableAllowed);

    private static KubeObject Read(string json)
    {
        var context = new WireContext { Cluster = "test", Coverage = new CoverageRecord(), Objects = new List<KubeObject>() };
        WireReader.Read(Encoding.UTF8.GetBytes(json), context);
        return Assert.Single(context.Objects);
    }
}
