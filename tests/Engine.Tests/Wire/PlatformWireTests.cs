namespace Engine.Tests.Wire;

public class PlatformWireTests
{
    [Fact]
    public void WebhookConfiguration()
    {
        var configuration = WireItem.Read<KubeWebhookConfiguration>("""
            {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingWebhookConfiguration","metadata":{"name":"policy"},"webhooks":[
              {"admissionReviewVersions":["v1"],"clientConfig":{"caBundle":"LS0t","service":{"name":"webhook","namespace":"policy","path":"/validate","port":8443}},"failurePolicy":"Ignore","matchPolicy":"Equivalent",
               "name":"validate.example.com","namespaceSelector":{"matchExpressions":[{"key":"skip","operator":"DoesNotExist"}]},"objectSelector":{},
               "rules":[{"apiGroups":["","apps"],"apiVersions":["v1"],"operations":["CREATE","UPDATE"],"resources":["pods","deployments"],"scope":"*"}],"sideEffects":"None","timeoutSeconds":5},
              {"clientConfig":{"url":"https://hook.example.com/v"},"name":"url.example.com","namespaceSelector":{}}]}
            """);

        var first = configuration.Webhooks[0];
        Assert.Equal(
            ("validate.example.com", "Service policy/webhook", 8443, null, "Ignore", 5, "!skip"),
            (first.Name, first.Service?.ToString(), first.Port, first.Url, first.FailurePolicy, first.TimeoutSeconds, first.NamespaceSelector?.ToString()));
        Assert.Equal(["/pods", "/deployments", "apps/pods", "apps/deployments"], first.Resources);
        Assert.Equal(["CREATE", "UPDATE"], first.Operations);
        Assert.True(configuration.Webhooks[1] is { Service: null, Url: "https://hook.example.com/v", FailurePolicy: "Fail", TimeoutSeconds: 10, NamespaceSelector: null, Resources: [] });
    }

    [Fact]
    public void WebhookConfiguration_of_v1beta1_fails_open()
    {
        var configuration = WireItem.Read<KubeWebhookConfiguration>("""
            {"apiVersion":"admissionregistration.k8s.io/v1beta1","kind":"MutatingWebhookConfiguration","metadata":{"name":"inject"},"webhooks":[{"clientConfig":{"service":{"name":"w","namespace":"n"}},"name":"x"}]}
            """);

        Assert.True(Assert.Single(configuration.Webhooks) is { FailurePolicy: "Ignore", TimeoutSeconds: 30, Port: null });
        Assert.Equal("MutatingWebhookConfiguration", configuration.Kind);
    }

    [Fact]
    public void ApiService()
    {
        var service = WireItem.Read<KubeApiService>("""
            {"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService","metadata":{"name":"v1beta1.metrics.k8s.io"},
             "spec":{"group":"metrics.k8s.io","groupPriorityMinimum":100,"insecureSkipTLSVerify":true,"service":{"name":"metrics-server","namespace":"kube-system","port":443},"version":"v1beta1","versionPriority":100},
             "status":{"conditions":[{"lastTransitionTime":"2026-11-22T17:45:38Z","message":"endpointslices for service/metrics-server in \"kube-system\" have no addresses with port name \"https\"","reason":"MissingEndpoints","status":"False","type":"Available"}]}}
            """);

        Assert.Equal(("Service kube-system/metrics-server", "metrics.k8s.io", "v1beta1", false), (service.Service?.ToString(), service.Group, service.Version, service.IsAvailable));
        Assert.Equal("MissingEndpoints", service.Conditions[0].Reason);
    }

    [Fact]
    public void ApiService_of_the_server_itself()
    {
        var service = WireItem.Read<KubeApiService>("""
            {"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService","metadata":{"name":"v1."},"spec":{"groupPriorityMinimum":18000,"version":"v1","versionPriority":1},
             "status":{"conditions":[{"lastTransitionTime":"2026-11-22T17:37:38Z","message":"Local APIServices are always available","reason":"Local","status":"True","type":"Available"}]}}
            """);

        Assert.True(service is { Service: null, Group: "", Version: "v1", IsAvailable: true });
    }

    [Fact]
    public void CustomResourceDefinition()
    {
        var definition = WireItem.Read<KubeCustomResourceDefinition>("""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"certificates.cert-manager.io"},
             "spec":{"group":"cert-manager.io","names":{"kind":"Certificate","listKind":"CertificateList","plural":"certificates","singular":"certificate"},"scope":"Namespaced",
               "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object"}}},{"name":"v1alpha2","served":false,"storage":false}]},
             "status":{"conditions":[{"lastTransitionTime":"2026-11-22T17:37:38Z","message":"the initial names have been accepted","reason":"InitialNamesAccepted","status":"True","type":"Established"}]}}
            """);

        Assert.Equal(("cert-manager.io", "Certificate", "certificates", true), (definition.Group, definition.DefinedKind, definition.Plural, definition.IsNamespaced));
        Assert.Equal(["v1"], definition.Versions);
        Assert.True(Assert.Single(definition.Conditions) is { Type: "Established", IsTrue: true });
    }

    [Fact]
    public void CustomResourceDefinition_of_v1beta1_with_one_version()
    {
        var definition = WireItem.Read<KubeCustomResourceDefinition>("""
            {"apiVersion":"apiextensions.k8s.io/v1beta1","kind":"CustomResourceDefinition","metadata":{"name":"b.example.com"},"spec":{"group":"example.com","names":{"kind":"B","plural":"bs"},"scope":"Cluster","version":"v1"}}
            """);

        Assert.False(definition.IsNamespaced);
        Assert.Equal(["v1"], definition.Versions);
    }
}
