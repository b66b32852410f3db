namespace Module.Tests.Playbooks;

/// <summary>A command that the runner calls does what it does as a command, and fails as it does.</summary>
public sealed class PlaybookCallTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly PlaybookFolder _folder = new();

    [Theory]
    [InlineData("@(Get-KubePod nobody-*).Count", "0")]
    [InlineData("@(Get-KubePod).Count", "1")]
    [InlineData("(Get-KubePod).Name", "web-1")]
    [InlineData("$found = Get-KubePod nobody; @($found | Get-KubeContainer).Count", "0")]
    [InlineData("@($null | Get-KubePod).Count", "0")]
    [InlineData("(@($Target, $Target) | Get-KubeContainer).Name", "app")]
    [InlineData("(Get-KubePod -Name web-1, web-2 -ns shop).Name", "web-1")]
    [InlineData("@(Get-KubePod -Name:'web-*' -Namespace other).Count", "0")]
    [InlineData("$namespace = @{ Namespace = 'shop' }; (Get-KubePod @namespace).Name", "web-1")]
    [InlineData("$names = 'web-1', 'web-2'; (Get-KubePod $names).Name", "web-1")]
    [InlineData("(Get-KubeResource pod web-1).Kind", "Pod")]
    [InlineData("(Get-KubeResource -Name web-1 po).Kind", "Pod")]
    [InlineData("($Target | Get-KubeContainer -Type App, Sidecar -Restarted).LastExitReason", "OOMKilled")]
    [InlineData("($Target |\n    Get-KubeContainer `\n        -Restarted |\n    Where-Object {\n        $_.RestartCount -gt 1\n    }).Name", "app")]
    [InlineData("foreach ($pod in Get-KubePod) { $pod | Get-KubeContainer | ForEach-Object { $_.Name + ($_ | Get-KubePod).Name } }", "appweb-1")]
    [InlineData("$(if (Get-KubePod nobody) { 'some' } else { 'none' })", "none")]
    [InlineData("(Get-KubePod \"web-$(1)\").Name", "web-1")]
    [InlineData("(Get-KubePod web-$(1)).Name", "web-1")]
    [InlineData("$name = 'web-1'; (& { param($each) Get-KubePod $each } $name).Name", "web-1")]
    public void A_value_is_the_same(string expression, string value)
    {
        _folder.Add("Value", $$"""
            Test-Hypothesis TooSmall 'x' {
                $value = @({{expression}}) -join ','
                Add-Evidence $value -If $true -Then Confirms
            }
            """);

        Assert.Equal($"{value} Confirmed", Evidence());
        Assert.Equal(value, _shell.Text($"$Target = Get-KubePod web-1; @({expression}) -join ','"));
    }

    [Theory]
    [InlineData("Get-KubeEvent -Since banana", "banana")]
    [InlineData("Get-KubeContainer -Type Nonsense", "Nonsense")]
    [InlineData("$kind = @('a', 'b'); Get-KubePod -Selector $kind", "Selector")]
    [InlineData("Get-KubePod -Selector 'a in ('", "in")]
    [InlineData("Get-KubePod -Nonsense 1", "Nonsense")]
    [InlineData("Get-KubeCondition -Status Maybe", "Maybe")]
    [InlineData("$status = 'Maybe'; Get-KubeCondition -Status $status", "Maybe")]
    [InlineData("Get-KubeLog -Tail -5", "Tail")]
    [InlineData("Add-Evidence '' -If $true", "Statement")]
    [InlineData("Add-Evidence -Statement $null -If $true", "Statement")]
    [InlineData("Add-Evidence 'x' -If $true -Then Perhaps", "Perhaps")]
    [InlineData("Test-Hypothesis Other 'y' { }", "inside another")]
    public void A_mistake_is_told_with_its_line_and_the_others_go_on(string mistake, string word)
    {
        _folder.Add("Wrong", $$"""
            Test-Hypothesis Other 'x' {
                $before = 1
                {{mistake}}
            }
            Test-Hypothesis TooSmall 'y' { Add-Evidence 's' -If $true -Then Confirms }
            """);

        Assert.Equal(["NotTested", "Confirmed"], Verdicts());
        var error = Assert.Single(_shell.Errors);
        Assert.Contains(word, error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("line 11:", error.Exception.Message, StringComparison.Ordinal);

        // The same as the engine says of the command itself.
        var id = error.FullyQualifiedErrorId.Split(',')[0];
        Assert.Contains(id, _shell.ErrorIds($"Test-Hypothesis NodeNotReady 'y' {{ {mistake} }}"));
    }

    [Theory]
    [InlineData("$__runner.Call('Get-KubePod', 99)")]
    [InlineData("$__runner.Call('Get-KubePod')")]
    [InlineData("$__runner.Call('a', 'b')")]
    [InlineData("$__runner.GetType()")]
    [InlineData("$__runner.GetMetaObject($null)")]
    [InlineData("$__runner.Job.Stop()")]
    public void What_the_runner_calls_with_gives_a_playbook_nothing_more(string script)
    {
        _folder.Add("Forbidden", script);

        _shell.Run("Connect-KubeCluster $args[0]", _folder.Snapshot);
        Assert.Empty(_shell.Run("Get-KubePod web-1 | Invoke-Playbook * -Library $args[0]", _folder.Library));
        Assert.Single(_shell.Errors);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private string Evidence()
    {
        _shell.Run("$null = Connect-KubeCluster $args[0]", _folder.Snapshot);
        return _shell.Text("Get-KubePod web-1 | Invoke-Playbook * -Library $args[0] | ForEach-Object { '{0} {1}' -f $_.Evidence[0].Statement, $_.Verdict }", _folder.Library);
    }

    private string[] Verdicts()
    {
        _shell.Run("$null = Connect-KubeCluster $args[0]", _folder.Snapshot);
        return [.. _shell.Run("Get-KubePod web-1 | Invoke-Playbook * -Library $args[0] | ForEach-Object { \"$($_.Verdict)\" }", _folder.Library).Select(item => $"{item}")];
    }
}
