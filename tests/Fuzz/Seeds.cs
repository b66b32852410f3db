using System.Formats.Tar;

namespace Fuzz;

/// <summary>What fuzzing begins with: small documents, files, archives and logs of every shape that is read.</summary>
internal static class Seeds
{
    private static readonly (string Name, string Text)[] s_documents =
    [
        ("pods.json", """{"kind":"PodList","apiVersion":"v1","metadata":{"continue":"x","resourceVersion":"1"},"items":[{"metadata":{"name":"web","namespace":"shop","labels":{"a":"b"}},"spec":{"nodeName":"n","containers":[{"name":"app","image":"i","resources":{"limits":{"memory":"256Mi"}},"env":[{"name":"A","value":"http://db:80"}]}]},"status":{"phase":"Running","containerStatuses":[{"name":"app","restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":137,"finishedAt":"2026-01-01T00:00:00Z"}}}]}}]}"""),
        ("list.json", """{"kind":"List","apiVersion":"v1","items":[{"kind":"Event","apiVersion":"v1","metadata":{"name":"e","namespace":"shop"},"involvedObject":{"kind":"Pod","name":"web","namespace":"shop"},"reason":"BackOff","type":"Warning","count":2,"lastTimestamp":"2026-01-01T00:00:00Z"},{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"c","namespace":"shop"},"data":{"app.conf":"password: x\nserver api:8080;"}},{"kind":"Widget","apiVersion":"example.org/v1","metadata":{"name":"w"},"spec":{"a":[1,null,{"b":true}]}}]}"""),
        ("status.json", """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"pods is forbidden","reason":"Forbidden","details":{"kind":"pods"},"code":403}"""),
        ("secrets.json", """[{"kind":"Secret","apiVersion":"v1","metadata":{"name":"s","namespace":"shop"},"type":"Opaque","data":{"k":"dg=="}}]"""),
    ];

    private static readonly (string Name, string Text)[] s_files =
    [
        ("objects.yaml", "---\napiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop}\nspec:\n  selector: {app: web}\n  ports:\n  - port: 80\n    targetPort: http\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: i}]}}}\nstatus: {replicas: 2}\n"),
        ("dump.txt", "{\"kind\":\"NodeList\",\"apiVersion\":\"v1\",\"items\":[]}\n==== START logs for container app of pod shop/web ====\nhello\n==== END logs for container app of pod shop/web ====\n"),
    ];

    private static readonly (string Name, string Text)[] s_logs =
    [
        ("plain.log", "2026-01-01T00:00:00.123456789Z dial tcp 10.0.0.1:5432: connect: connection refused\nI0412 00:00:00.100000 1 main.go:1] started\npanic: runtime error\n\ngoroutine 1 [running]:\n"),
        ("json.log", "{\"ts\":1700000000.5,\"level\":\"error\",\"msg\":\"password=hunter2 \\u001b[31m\"}\n\u001b[32mINFO\u001b[0m\r\ttab\n"),
    ];

    /// <summary>Writes them, a folder for each target.</summary>
    public static void Write(string folder)
    {
        Write(folder, "wire", s_documents);
        Write(folder, "file", [.. s_documents, .. s_files]);
        Write(folder, "log", s_logs);
        using var archive = File.Create(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "archive")).FullName, "bundle.tar"));
        using var tar = new TarWriter(archive, TarEntryFormat.Ustar);
        foreach (var (name, text) in new[] { ("cluster-resources/pods/shop.json", s_documents[0].Text), ("cluster-resources/pods/logs/shop/web/app.log", s_logs[0].Text), ("version.yaml", "a: b\n") })
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) });
        }
    }

    private static void Write(string folder, string target, IEnumerable<(string Name, string Text)> seeds)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, target)).FullName;
        foreach (var (name, text) in seeds)
        {
            File.WriteAllText(Path.Combine(place, name), text);
        }
    }
}
