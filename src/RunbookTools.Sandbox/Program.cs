using RunbookTools.Sandbox;
using RunbookTools.Sandbox.Snapshots;

var store = SnapshotLoader.Load(args[0], _ => TimeSpan.Zero, CancellationToken.None);
await using var server = await SandboxServer.StartAsync(new SandboxOptions { Store = store, KubeConfigPath = args.Length > 1 ? args[1] : null });
Console.WriteLine(server.Address + " " + server.KubeConfigPath);
await Task.Delay(Timeout.Infinite);
