using System.CommandLine;
using System.Globalization;
using RunbookTools.Engine.Sources;
using RunbookTools.Sandbox.Access;
using RunbookTools.Sandbox.Generation;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox;

/// <summary>The command line.</summary>
internal static class SandboxCommand
{
    private const string About = """
        A Kubernetes API server on loopback over a support bundle, a cluster-info dump or files of objects, to practise an outage on with kubectl and RunbookTools.
        It only reads: nothing ever changes, and what the bundle does not hold is refused, not shown as empty.

        Rules for --deny:  [verbs] resource[.group][/part][@scope]  or a path
          secrets             secrets, in every namespace          */log      the logs of all pods
          list nodes          may get a node, not list them        '*@!shop'  everything but in namespace shop
          pods@kube-system    pods of a namespace (team-* works)   pods@-A    pods of all namespaces at once

        Rules for --fault:  fault[=value] [what, as for --deny] [continue] [x<times>] [after <time>]
          latency=2s      late answers               429=1s          too many requests, Retry-After 1 s
          drip=100        100 bytes a second         500  503        server errors
          cut             connection lost in a body  401  403  410   refusals; 410 only to a continue token
          truncate        body ends too early        wrong-type=F    an object whose field F is of another type
          reset           connection lost at once    huge=20         an object of 20 MB
          endless         a body that never ends     invalid-utf8    a text that is not UTF-8
          clock=-5m       the server's clock is off
          examples: --fault 'latency=500ms' --fault '429=1s list pods x3' --fault '401 after 30s' --fault 'endless pods/log' --fault 'cut /apis*'
                    --fault '500 list pods continue', to pages after the first
        """;

    /// <summary>Makes the command.</summary>
    public static RootCommand Create()
    {
        var bundle = new Argument<string?>("bundle") { Description = "The folder, archive or file to serve.", Arity = ArgumentArity.ZeroOrOne };
        var generate = new Option<int?>("--generate") { Description = "Serve a made-up cluster of that many pods instead of a bundle." };
        var broken = new Option<int>("--broken") { Description = "How many of the workloads of a made-up cluster are broken.", DefaultValueFactory = _ => 5 };
        var port = new Option<int>("--port") { Description = "The port; a free one when not given." };
        var tls = new Option<bool>("--tls") { Description = "Serve with TLS; the authority is in the kubeconfig." };
        var token = new Option<string?>("--token") { Description = "Require this bearer token, and serve with TLS; it is in the kubeconfig." };
        var deny = new Option<string[]>("--deny") { Description = "What may not be read; see above. May be given several times.", DefaultValueFactory = _ => [] };
        var fault = new Option<string[]>("--fault") { Description = "What goes wrong; see above. May be given several times.", DefaultValueFactory = _ => [] };
        var now = new Option<bool>("--now") { Description = "Move every time in the objects so that the capture is now, for tools that go by their own clock." };
        var replay = new Option<string?>("--replay")
        {
            Description = "Let the clock run through the bundle: from a time, from so long before the capture (20m), or from the first event. "
                + "Objects and events appear when their time comes, with what their own times tell of them: conditions, containers, how many are ready.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var speed = new Option<double?>("--speed") { Description = "How much faster than real the clock of a replay runs; 1 when not given." };
        var gzip = new Option<bool>("--gzip") { Description = "Compress answers for clients that take it." };
        var kubeconfig = new Option<string?>("--kubeconfig") { Description = "Where to write the kubeconfig; a temporary file when not given." };

        var command = new RootCommand(About) { bundle, generate, broken, port, tls, token, deny, fault, now, replay, speed, gzip, kubeconfig };
        Check(generate, number => number >= 1, "A cluster has at least one pod.");
        Check(broken, number => number >= 0, "There are no less than no broken workloads.");
        Check(port, number => number is >= 0 and <= 65535, "A port is a number up to 65535, 0 for a free one.");
        Check(speed, number => number > 0, "The clock of a replay runs forward: --speed is above 0.");
        command.Validators.Add(result =>
        {
            if (result.GetResult(bundle) is not { Tokens.Count: > 0 } == result.GetResult(generate) is null)
            {
                result.AddError("Name either a bundle or, with --generate, a number of pods.");
            }
        });
        command.SetAction((result, cancellation) => RunAsync(
            () =>
            {
                if (result.GetValue(generate) is { } pods)
                {
                    return new GeneratedCluster(pods, result.GetValue(broken), DateTimeOffset.UtcNow);
                }

                var path = result.GetRequiredValue(bundle)!;
                return result.GetResult(replay) is { Implicit: false }
                    ? ClusterStores.OpenReplay(path, result.GetValue(replay), result.GetValue(speed) ?? 1, result.GetValue(now), cancellation)
                    : ClusterStores.OpenSnapshot(path, result.GetValue(now), cancellation);
            },
            store => new SandboxOptions
            {
                Store = store,
                Port = result.GetValue(port),
                // kubectl shows credentials to nobody without TLS.
                Tls = result.GetValue(tls) || result.GetValue(token) is not null,
                Token = result.GetValue(token),
                Deny = result.GetValue(deny)!,
                Faults = result.GetValue(fault)!,
                Gzip = result.GetValue(gzip),
                KubeConfigPath = result.GetValue(kubeconfig),
            },
            cancellation));
        return command;
    }

    // What is not a number at all is refused by the option itself.
    private static void Check(Option option, Predicate<double> isRight, string error) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !isRight(number))
        {
            result.AddError(error);
        }
    });

    /// <summary>Serves until it is told to stop.</summary>
    /// <returns>0, or 1 when it could not start.</returns>
    private static async Task<int> RunAsync(Func<IClusterStore> load, Func<IClusterStore, SandboxOptions> options, CancellationToken cancellation)
    {
        try
        {
            var store = load();
            await using var server = await SandboxServer.StartAsync(options(store), cancellation).ConfigureAwait(false);
            Say($"{store.Description}, as of {store.Now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, at {server.Address.ToString().TrimEnd('/')}");
            Say("");
            Say($"    KUBECONFIG={server.KubeConfigPath} kubectl get pods -A");
            Say($"    runbook Invoke-Triage -KubeConfig {server.KubeConfigPath} -Context sandbox");
            Say("");
            Say($"For all commands of a shell: export KUBECONFIG={server.KubeConfigPath}   ($env:KUBECONFIG = '{server.KubeConfigPath}' in pwsh)");
            if (store.Gaps.Count > 0)
            {
                Say($"Could not be read: {string.Join("; ", store.Gaps.Take(3))}{(store.Gaps.Count > 3 ? $"; and {store.Gaps.Count - 3} more" : "")}");
            }

            Say("Ctrl+C ends it.");
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception exception) when (exception is SourceException or RuleSyntaxException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("runbook-sandbox: " + TerminalText.Clean(exception.Message)).ConfigureAwait(false);
            return 1;
        }

        return 0;
    }

    // Names of files and words of a bundle may hold what a terminal takes for a command.
    private static void Say(string line) => Console.WriteLine(TerminalText.Clean(line));
}
