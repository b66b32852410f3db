namespace Engine.Tests.Wire;

public class NetworkWireTests
{
    [Fact]
    public void Service()
    {
        var service = WireItem.Read<KubeService>("""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"shop","uid":"u1","creationTimestamp":"2026-11-22T17:34:20Z"},
             "spec":{"clusterIP":"10.96.1.2","clusterIPs":["10.96.1.2"],"externalIPs":["192.0.2.1"],"externalTrafficPolicy":"Local","internalTrafficPolicy":"Cluster",
               "ports":[{"name":"http","nodePort":30080,"port":80,"protocol":"TCP","targetPort":"web"},{"port":53,"protocol":"UDP","targetPort":5353}],
               "selector":{"app":"web"},"sessionAffinity":"ClientIP","type":"LoadBalancer","publishNotReadyAddresses":true},
             "status":{"loadBalancer":{"ingress":[{"ip":"203.0.113.7"},{"hostname":"lb.example.com"}]}}}
            """);

        Assert.Equal("Service shop/web", service.ToString());
        Assert.Equal(("test", "v1", "u1"), (service.Cluster, service.ApiVersion, service.Uid));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 17, 34, 20, TimeSpan.Zero), service.Created);
        Assert.Equal(("LoadBalancer", "10.96.1.2", "ClientIP", "Local", "Cluster"), (service.Type, service.ClusterIP, service.SessionAffinity, service.ExternalTrafficPolicy, service.InternalTrafficPolicy));
        Assert.Equal([new KubeServicePort("http", 80, "web", "TCP", 30080), new KubeServicePort(null, 53, "5353", "UDP", null)], service.Ports);
        Assert.Equal(["192.0.2.1", "203.0.113.7", "lb.example.com"], service.ExternalAddresses);
        Assert.Equal("web", service.Selector["app"]);
        Assert.True(service.PublishNotReadyAddresses);
        Assert.Null(service.ReadyEndpoints);
    }

    [Fact]
    public void Service_as_written_by_hand_gets_what_the_server_sets()
    {
        var service = WireItem.Read<KubeService>(
            """{"apiVersion":"v1","kind":"Service","metadata":{"name":"web"},"spec":{"ports":[{"port":80}]}}""", namespaceHint: "shop");

        Assert.Equal(new KubeServicePort(null, 80, "80", "TCP", null), Assert.Single(service.Ports));
        Assert.Equal(("shop", "ClusterIP", "None", null), (service.Namespace, service.Type, service.SessionAffinity, service.ClusterIP));
        Assert.Empty(service.Selector);
    }

    [Fact]
    public void Service_that_stands_for_a_name()
    {
        var service = WireItem.Read<KubeService>(
            """{"apiVersion":"v1","kind":"Service","metadata":{"name":"db","namespace":"shop"},"spec":{"externalName":"db.example.com","type":"ExternalName"}}""");

        Assert.Equal(("ExternalName", "db.example.com"), (service.Type, service.ExternalName));
        Assert.Empty(service.Ports);
    }

    [Fact]
    public void EndpointSlice()
    {
        var slice = WireItem.Read<KubeEndpointSlice>("""
            {"addressType":"IPv4","apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice",
             "metadata":{"name":"web-x7k2p","namespace":"shop","labels":{"kubernetes.io/service-name":"web"}},
             "endpoints":[
               {"addresses":["10.1.0.5"],"conditions":{"ready":true,"serving":true,"terminating":false},"nodeName":"n1","zone":"z1","hostname":"web-0",
                "targetRef":{"kind":"Pod","name":"web-1","namespace":"shop","uid":"p1"}},
               {"addresses":["10.1.0.6"],"conditions":{"ready":false,"serving":true,"terminating":true},"nodeName":"n2"},
               {"addresses":["10.1.0.7"],"conditions":{"ready":false}},
               {"addresses":["10.1.0.8"],"conditions":{}},
               {"addresses":["10.1.0.9"]}],
             "ports":[{"name":"","port":8080,"protocol":"TCP"},{"name":"dns","protocol":"UDP"}]}
            """);

        Assert.Equal(("web", "IPv4"), (slice.Service, slice.AddressType));
        Assert.Equal([new KubeEndpointPort(null, 8080, "TCP"), new KubeEndpointPort("dns", null, "UDP")], slice.Ports);
        Assert.Equal(
            [(true, true, false), (false, true, true), (false, false, false), (true, true, false), (true, true, false)],
            slice.Endpoints.Select(endpoint => (endpoint.Ready, endpoint.Serving, endpoint.Terminating)));
        Assert.Equal(("n1", "z1", "web-0", "Pod shop/web-1"), (slice.Endpoints[0].Node, slice.Endpoints[0].Zone, slice.Endpoints[0].Hostname, slice.Endpoints[0].Object?.ToString()));
        Assert.Null(slice.Endpoints[1].Object);
    }

    [Fact]
    public void EndpointSlice_for_a_target_port_no_container_has()
    {
        var slice = WireItem.Read<KubeEndpointSlice>(
            """{"addressType":"IPv4","apiVersion":"discovery.k8s.io/v1","endpoints":null,"kind":"EndpointSlice","metadata":{"name":"w","namespace":"s"},"ports":null}""");

        Assert.Empty(slice.Ports);
        Assert.Empty(slice.Endpoints);
        Assert.Null(slice.Service);
    }

    [Fact]
    public void EndpointSlice_of_v1beta1_tells_node_and_zone_in_a_map()
    {
        var slice = WireItem.Read<KubeEndpointSlice>("""
            {"addressType":"IPv4","apiVersion":"discovery.k8s.io/v1beta1","kind":"EndpointSlice","metadata":{"name":"w","namespace":"s"},
             "endpoints":[{"addresses":["10.1.0.5"],"conditions":{"ready":true},"topology":{"kubernetes.io/hostname":"n1","topology.kubernetes.io/zone":"z1"}}]}
            """);

        Assert.Equal(("n1", "z1"), (slice.Endpoints[0].Node, slice.Endpoints[0].Zone));
    }

    [Fact]
    public void Endpoints_take_the_form_of_a_slice()
    {
        var endpoints = WireItem.Read<KubeEndpointSlice>("""
            {"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"web","namespace":"shop"},"subsets":[
              {"addresses":[{"ip":"10.1.0.5","nodeName":"n1","targetRef":{"kind":"Pod","name":"web-1","namespace":"shop"}}],
               "notReadyAddresses":[{"ip":"10.1.0.6"}],"ports":[{"name":"http","port":8080,"protocol":"TCP"}]},
              {"addresses":[{"ip":"10.1.0.7"}],"ports":[{"name":"http","port":8080,"protocol":"TCP"},{"name":"http","port":9090}]}]}
            """);

        Assert.Equal(("Endpoints", "web", "IPv4"), (endpoints.Kind, endpoints.Service, endpoints.AddressType));
        Assert.Equal([("10.1.0.5", true), ("10.1.0.6", false), ("10.1.0.7", true)], endpoints.Endpoints.Select(endpoint => (endpoint.ToString(), endpoint.Ready)));
        Assert.Equal([new KubeEndpointPort("http", 8080, "TCP"), new KubeEndpointPort("http", 9090, "TCP")], endpoints.Ports);
        Assert.Equal("Pod shop/web-1", endpoints.Endpoints[0].Object?.ToString());
    }

    [Fact]
    public void Endpoints_of_nobody()
    {
        var endpoints = WireItem.Read<KubeEndpointSlice>("""{"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"web","namespace":"shop"}}""");

        Assert.Empty(endpoints.Endpoints);
    }

    [Fact]
    public void Ingress()
    {
        var ingress = WireItem.Read<KubeIngress>("""
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web","namespace":"shop","annotations":{"kubernetes.io/ingress.class":"old"}},
             "spec":{"ingressClassName":"nginx","defaultBackend":{"resource":{"apiGroup":"k8s.example.com","kind":"StorageBucket","name":"static"}},
               "rules":[{"host":"a.example.com","http":{"paths":[
                   {"backend":{"service":{"name":"web","port":{"number":80}}},"path":"/","pathType":"Prefix"},
                   {"backend":{"service":{"name":"api","port":{"name":"http"}}},"path":"/api","pathType":"Exact"}]}},
                 {"host":"empty.example.com"},
                 {"http":{"paths":[{"backend":{"service":{"name":"any","port":{"number":81}}},"pathType":"ImplementationSpecific"}]}}],
               "tls":[{"hosts":["a.example.com"],"secretName":"a-tls"},{}]},
             "status":{"loadBalancer":{"ingress":[{"ip":"203.0.113.7"}]}}}
            """);

        Assert.Equal("nginx", ingress.Class);
        Assert.Equal("StorageBucket shop/static", ingress.DefaultBackend?.Resource?.ToString());
        Assert.Equal(
            [
                new KubeIngressRule("a.example.com", "/", "Prefix", new KubeIngressBackend("web", "80", null, null)),
                new KubeIngressRule("a.example.com", "/api", "Exact", new KubeIngressBackend("api", "http", null, null)),
                new KubeIngressRule(null, "", "ImplementationSpecific", new KubeIngressBackend("any", "81", null, null)),
            ],
            ingress.Rules);
        Assert.Equal(["a-tls", null], ingress.Tls.Select(tls => tls.Secret));
        Assert.Equal(["203.0.113.7"], ingress.Addresses);
    }

    [Theory]
    [InlineData("networking.k8s.io/v1beta1")]
    [InlineData("extensions/v1beta1")]
    public void Ingress_of_old(string apiVersion)
    {
        var ingress = WireItem.Read<KubeIngress>($$$"""
            {"apiVersion":"{{{apiVersion}}}","kind":"Ingress","metadata":{"name":"web","namespace":"shop","annotations":{"kubernetes.io/ingress.class":"nginx"}},
             "spec":{"backend":{"serviceName":"fallback","servicePort":8080},
               "rules":[{"host":"a.example.com","http":{"paths":[{"backend":{"serviceName":"web","servicePort":"http"},"path":"/"}]}}]},"status":{"loadBalancer":{} } }
            """);

        Assert.Equal("nginx", ingress.Class);
        Assert.Equal(new KubeIngressBackend("fallback", "8080", null, null), ingress.DefaultBackend);
        Assert.Equal(new KubeIngressRule("a.example.com", "/", "ImplementationSpecific", new KubeIngressBackend("web", "http", null, null)), Assert.Single(ingress.Rules));
        Assert.Empty(ingress.Addresses);
    }

    [Fact]
    public void IngressClass()
    {
        var ingressClass = WireItem.Read<KubeIngressClass>("""
            {"apiVersion":"networking.k8s.io/v1","kind":"IngressClass","metadata":{"name":"nginx","annotations":{"ingressclass.kubernetes.io/is-default-class":"true"}},
             "spec":{"controller":"k8s.io/ingress-nginx"}}
            """);

        Assert.Equal(("k8s.io/ingress-nginx", true, null), (ingressClass.ControllerName, ingressClass.IsDefault, ingressClass.Namespace));
    }

    [Fact]
    public void NetworkPolicy()
    {
        var policy = WireItem.Read<KubeNetworkPolicy>("""
            {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"db","namespace":"shop"},"spec":{
              "podSelector":{"matchLabels":{"role":"db"},"matchExpressions":[{"key":"tier","operator":"In","values":["a","b"]}]},
              "policyTypes":["Ingress","Egress"],
              "ingress":[{"from":[{"ipBlock":{"cidr":"172.17.0.0/16","except":["172.17.1.0/24"]}},{"namespaceSelector":{"matchLabels":{"project":"x"}}},{"podSelector":{}}],
                          "ports":[{"port":6379,"protocol":"TCP"},{"port":32000,"endPort":32768},{"port":"web"}]}],
              "egress":[{}]}}
            """);

        Assert.Equal("role=db,tier in (a, b)", policy.PodSelector.ToString());
        Assert.True(policy is { LimitsIngress: true, LimitsEgress: true });
        var rule = Assert.Single(policy.Ingress);
        Assert.Equal(("172.17.0.0/16", "172.17.1.0/24"), (rule.Peers[0].Cidr, rule.Peers[0].Except[0]));
        Assert.Equal(("project=x", null), (rule.Peers[1].NamespaceSelector?.ToString(), rule.Peers[1].PodSelector));
        Assert.True(rule.Peers[2] is { PodSelector.IsEmpty: true, NamespaceSelector: null });
        Assert.Equal([new KubePolicyPort("TCP", "6379", null), new KubePolicyPort("TCP", "32000", 32768), new KubePolicyPort("TCP", "web", null)], rule.Ports);
        Assert.True(Assert.Single(policy.Egress) is { Peers: [], Ports: [] });
    }

    [Theory]
    [InlineData("""{"podSelector":{}}""", true, false)]
    [InlineData("""{"podSelector":{},"egress":[{}]}""", true, true)]
    [InlineData("""{"podSelector":{},"egress":[]}""", true, false)]
    [InlineData("""{"podSelector":{},"policyTypes":["Egress"]}""", false, true)]
    [InlineData("""{"podSelector":{},"policyTypes":["Ingress"],"egress":[{}]}""", true, false)]
    public void NetworkPolicy_types_follow_the_rules_when_not_written(string spec, bool ingress, bool egress)
    {
        var policy = WireItem.Read<KubeNetworkPolicy>($$"""{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p","namespace":"s"},"spec":{{spec}}}""");

        Assert.Equal((ingress, egress), (policy.LimitsIngress, policy.LimitsEgress));
        Assert.True(policy.PodSelector.IsEmpty);
    }

    [Fact]
    public void Gateway()
    {
        var gateway = WireItem.Read<KubeGateway>("""
            {"apiVersion":"gateway.networking.k8s.io/v1","kind":"Gateway","metadata":{"name":"edge","namespace":"infra"},
             "spec":{"gatewayClassName":"envoy","listeners":[
               {"name":"http","port":80,"protocol":"HTTP"},
               {"name":"https","hostname":"*.example.com","port":443,"protocol":"HTTPS","tls":{"mode":"Terminate","certificateRefs":[{"name":"wild"},{"kind":"Secret","name":"other","namespace":"certs"}]}}]},
             "status":{"addresses":[{"type":"IPAddress","value":"203.0.113.7"}],
               "conditions":[{"type":"Accepted","status":"True","reason":"Accepted","message":"","lastTransitionTime":"2026-11-22T17:34:35Z"}],
               "listeners":[{"name":"https","attachedRoutes":0,"conditions":[{"type":"ResolvedRefs","status":"False","reason":"InvalidCertificateRef","message":"not found","lastTransitionTime":"2026-11-22T17:34:35Z"}]}]}}
            """);

        Assert.Equal(("envoy", "203.0.113.7"), (gateway.Class, gateway.Addresses[0]));
        Assert.True(Assert.Single(gateway.Conditions) is { Type: "Accepted", IsTrue: true, Message: null });
        Assert.Equal([("http", null, 80, "HTTP"), ("https", "*.example.com", 443, "HTTPS")], gateway.Listeners.Select(listener => (listener.Name, listener.Hostname, listener.Port, listener.Protocol)));
        Assert.Equal(["Secret infra/wild", "Secret certs/other"], gateway.Listeners[1].Secrets.Select(secret => secret.ToString()));
        Assert.Empty(gateway.Listeners[0].Conditions);
        Assert.Equal("InvalidCertificateRef", Assert.Single(gateway.Listeners[1].Conditions).Reason);
    }

    [Fact]
    public void HttpRoute()
    {
        var route = WireItem.Read<KubeHttpRoute>("""
            {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{"name":"web","namespace":"shop"},
             "spec":{"hostnames":["a.example.com"],
               "parentRefs":[{"group":"gateway.networking.k8s.io","kind":"Gateway","name":"edge","namespace":"infra","sectionName":"https"},{"name":"local"}],
               "rules":[{"backendRefs":[{"group":"","kind":"Service","name":"web","port":80,"weight":1},{"name":"api","namespace":"backend","port":8080}]},
                        {"backendRefs":[{"name":"web","port":80},{"group":"example.com","kind":"Bucket","name":"static"}]},{}]},
             "status":{"parents":[{"controllerName":"example.com/gw","parentRef":{"group":"gateway.networking.k8s.io","kind":"Gateway","name":"edge","namespace":"infra","sectionName":"https"},
               "conditions":[{"type":"ResolvedRefs","status":"False","reason":"BackendNotFound","message":"no service","lastTransitionTime":"2026-11-22T17:34:35Z"}]}]}}
            """);

        Assert.Equal(["a.example.com"], route.Hostnames);
        Assert.Equal(["Gateway infra/edge", "Gateway shop/local"], route.Parents.Select(parent => parent.Object.ToString()));
        Assert.Equal(["https", null], route.Parents.Select(parent => parent.Section));
        Assert.Equal("BackendNotFound", Assert.Single(route.Parents[0].Conditions).Reason);
        Assert.Empty(route.Parents[1].Conditions);
        Assert.Equal(
            [("web", "80", null, null), ("api", "8080", "backend", null), (null, null, null, "Bucket shop/static")],
            route.Backends.Select(backend => (backend.Service, backend.Port, backend.Namespace, backend.Resource?.ToString())));
    }

    [Fact]
    public void GatewayClass()
    {
        var gatewayClass = WireItem.Read<KubeGatewayClass>("""
            {"apiVersion":"gateway.networking.k8s.io/v1","kind":"GatewayClass","metadata":{"name":"envoy"},"spec":{"controllerName":"example.com/gw"},
             "status":{"conditions":[{"type":"Accepted","status":"Unknown","reason":"Pending","message":"Waiting for controller","lastTransitionTime":"1970-01-01T00:00:00Z"}]}}
            """);

        Assert.Equal(("example.com/gw", "Pending"), (gatewayClass.ControllerName, gatewayClass.Conditions[0].Reason));
    }
}
