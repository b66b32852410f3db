namespace Module.Tests.Playbooks;

/// <summary>A playbook from anyone can be run.</summary>
public sealed class PlaybookPolicyTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly PlaybookFolder _folder = new();

    [Theory]
    [InlineData("[IO.File]::ReadAllText('/etc/passwd')")]
    [InlineData("Test-Hypothesis TooSmall 'x' { [IO.File]::WriteAllText('x', 'y') }")]
    [InlineData("Start-Process ls")]
    [InlineData("Invoke-Expression '1 + 1'")]
    [InlineData("/bin/ls")]
    [InlineData("Get-Content /etc/passwd")]
    [InlineData("[Net.WebClient]::new()")]
    [InlineData("New-Object Net.WebClient")]
    [InlineData("Add-Type 'public class X { }'")]
    [InlineData("Import-Module Microsoft.PowerShell.Management")]
    [InlineData("$Target.GetType().Assembly.GetType('System.IO.File')")]
    [InlineData("$ExecutionContext.SessionState.LanguageMode = 'FullLanguage'")]
    [InlineData("& ([scriptblock]::Create('[IO.File]::ReadAllText(\"x\")'))")]
    [InlineData("Connect-KubeCluster -Snapshot /")]
    [InlineData("Invoke-Triage -Snapshot /")]
    [InlineData("Export-TriageReport -Path x.json")]
    public void What_a_playbook_may_not_do_stops_it(string script)
    {
        _folder.Add("Forbidden", script);
        _folder.Add("Good", "Test-Hypothesis TooSmall 'x' { Add-Evidence 's' -If $true -Then Confirms }");

        Assert.Equal("pod/Good Confirmed", Run());
        Assert.Equal("PlaybookNotAllowed", Assert.Single(_shell.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Theory]
    [InlineData("while ($true) { }", "PlaybookTimeout")]
    [InlineData("Test-Hypothesis TooSmall 'x' { while ($true) { } }", "PlaybookTimeout")]
    [InlineData("while ($true) { 'x' * 1MB }", "PlaybookOutput")]
    public void What_never_ends_is_stopped(string script, string errorId)
    {
        _folder.Add("Endless", script);
        _folder.Add("Good", "Test-Hypothesis TooSmall 'x' { Add-Evidence 's' -If $true -Then Confirms }");

        Assert.Equal("pod/Good Confirmed", Run());
        Assert.Equal(errorId, Assert.Single(_shell.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void Ten_gigabytes_at_once_are_refused()
    {
        _folder.Add("Huge", "'x' * 10GB");
        _folder.Add("Good", "Test-Hypothesis TooSmall 'x' { Add-Evidence 's' -If $true -Then Confirms }");

        Assert.Equal("pod/Good Confirmed", Run());
        Assert.Single(_shell.Errors);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private string Run()
    {
        _shell.Run("Connect-KubeCluster $args[0]", _folder.Snapshot);
        return _shell.Text("Get-KubePod web-1 | Invoke-Playbook * -Library $args[0] -TimeoutSeconds 2 | ForEach-Object { '{0} {1}' -f $_.Playbook, $_.Verdict }", _folder.Library);
    }
}
