namespace Module.Tests.Playbooks;

public sealed class PlaybookLanguageTests : IDisposable
{
    private readonly ModuleShell _shell = new();
    private readonly PlaybookFolder _folder = new();

    [Fact]
    public void A_playbook_is_known_without_being_run()
    {
        _folder.Add("Memory", "throw 'this must not run'\nTest-Hypothesis TooSmall 'x' { }\nTest-Hypothesis -Statement 'y' -Cause Other { }");

        Assert.Equal(
            "pod/Memory|Tests Memory.|Pod.CrashLoop|TooSmall Other",
            _shell.Text("Get-Playbook -Library $args[0] | ForEach-Object { '{0}|{1}|{2}|{3}' -f $_.Id, $_.Synopsis, ($_.Symptoms -join ' '), ($_.Causes -join ' ') }", _folder.Library));
    }

    [Fact]
    public void Objects_become_exhibits_with_the_fields_looked_at_and_a_command()
    {
        _folder.Add("Memory", """
            $killed = $Target | Get-KubeContainer -Restarted | Where-Object LastExitReason -EQ 'OOMKilled'
            Test-Hypothesis TooSmall 'it is too small' {
                Add-Evidence 'it was killed' -If $killed -Then Confirms -Else Refutes
                Add-NextStep 'raise it' -For $killed -Risk Change -Command 'kubectl -n {Namespace} set resources {Owner} -c {Container} --limits=memory={MemoryLimit*2}'
            }
            """);

        Assert.Equal(
            "Confirmed TooSmall Capacity Error|container app: LastExitReason=OOMKilled|kubectl -n shop describe pod/web-1|Change kubectl -n shop set resources pod/web-1 -c app --limits=memory=512Mi",
            Run("Memory", "'{0} {1} {2} {3}|{4}|{5}|{6} {7}' -f $_.Verdict, $_.Cause, $_.Domain, $_.Severity, $_.Evidence[0].Exhibits[0].Detail, $_.Evidence[0].Exhibits[0].Command, $_.NextSteps[0].Risk, $_.NextSteps[0].Command"));
    }

    [Fact]
    public void A_step_for_what_was_not_found_is_left_out()
    {
        _folder.Add("Steps", """
            $none = $Target | Get-KubeContainer -Type Sidecar
            Test-Hypothesis TooSmall 'x' {
                Add-Evidence 'it is there' -If $Target -Then Confirms
                Add-NextStep 'mend the sidecar' -For $none -Command 'kubectl -n {Namespace} edit {Owner}'
                Add-NextStep 'look at it' -Command 'kubectl -n {Namespace} describe {Object}'
            }
            """);

        Assert.Equal("look at it: kubectl -n shop describe pod/web-1", Run("Steps", "($_.NextSteps | ForEach-Object { '{0}: {1}' -f $_.Text, $_.Command }) -join '|'"));
    }

    [Fact]
    public void What_could_not_be_read_is_neither_true_nor_false()
    {
        // The snapshot holds no nodes. What came from there is unknown, through a variable and through -not alike; what did not is known.
        _folder.Add("Nodes", """
            $short = $Target | Get-KubeNode | Where-Object MemoryPressure
            Test-Hypothesis TooSmall 'x' {
                Add-Evidence 'a node is short' -If $short -Then Confirms
                Add-Evidence 'no node is short' -If (-not $short) -Then Confirms
                Add-Evidence 'it restarts' -If $Target.Restarts -Then Supports
            }
            Test-Hypothesis Other 'y' { Add-Evidence 'a node is short' -If ($Target | Get-KubeNode) -Then Confirms -Else Refutes }
            """);

        Assert.Equal(
            "Unknown Unknown True\nUnknown",
            Run("Nodes", "$_.Evidence.Answer -join ' '"));
        Assert.Equal("Likely\nNotTested", Run("Nodes", "$_.Verdict"));
        Assert.Equal("kubectl get nodes -A -o yaml", Run("Nodes", "$_.Evidence[0].Gaps[0].Remedy").Split('\n')[1]);
    }

    [Fact]
    public void Without_its_premise_every_hypothesis_is_refuted_and_the_playbook_ends()
    {
        _folder.Add("Premise", """
            Assert-Premise 'it has a sidecar' -If ($Target | Get-KubeContainer -Type Sidecar)
            throw 'this must not run'
            Test-Hypothesis TooSmall 'x' { Add-Evidence 'it is there' -If $Target -Then Confirms }
            Test-Hypothesis Other 'y' -Target $Target { Add-Evidence 'it is there' -If $Target -Then Confirms }
            """);

        Assert.Equal(
            "TooSmall Refuted x not so: it has a sidecar Pod shop/web-1\nOther Refuted y not so: it has a sidecar Pod shop/web-1",
            Run("Premise", "'{0} {1} {2} {3} {4}' -f $_.Cause, $_.Verdict, $_.Statement, $_.Reason, $_.Target"));
        Assert.Empty(_shell.Errors);
    }

    [Fact]
    public void A_premise_that_holds_is_evidence_of_every_hypothesis_and_one_that_could_not_be_read_leaves_none_certain()
    {
        _folder.Add("Holds", """
            Assert-Premise 'it is there' -If $Target
            Test-Hypothesis TooSmall 'x' { Add-Evidence 'it restarts' -If $Target.Restarts -Then Confirms }
            """);
        _folder.Add("Unknown", """
            Assert-Premise 'it is on a node' -If ($Target | Get-KubeNode)
            Test-Hypothesis TooSmall 'x' { Add-Evidence 'it restarts' -If $Target.Restarts -Then Confirms }
            Test-Hypothesis Other 'y' { Add-Evidence 'it restarts' -If $Target.Restarts }
            """);

        Assert.Equal("Confirmed it is there, it restarts", Run("Holds", "'{0} {1}' -f $_.Verdict, ($_.Evidence.Statement -join ', ')"));
        Assert.Equal("Likely\nNotTested", Run("Unknown", "$_.Verdict"));
    }

    [Fact]
    public void A_condition_that_is_not_met_ends_the_hypothesis_unless_something_says_that_it_holds()
    {
        _folder.Add("Order", """
            Test-Hypothesis TooSmall 'x' {
                Add-Evidence 'it has a sidecar' -If ($Target | Get-KubeContainer -Type Sidecar) -Else Refutes
                throw 'this must not run'
            }
            Test-Hypothesis Other 'y' {
                Add-Evidence 'it is there' -If $Target -Then Confirms
                Add-Evidence 'it has a sidecar' -If ($Target | Get-KubeContainer -Type Sidecar) -Else Refutes
                Add-Evidence 'it restarts' -If $Target.Restarts -Then Supports
            }
            """);

        Assert.Equal("Refuted 1\nInconclusive 3", Run("Order", "'{0} {1}' -f $_.Verdict, $_.Evidence.Count"));
        Assert.Empty(_shell.Errors);
    }

    [Fact]
    public void A_condition_that_is_not_met_ends_the_hypothesis_wherever_it_stands()
    {
        _folder.Add("Nested", """
            Test-Hypothesis TooSmall 'x' {
                foreach ($item in 1, 2) {
                    if ($item) { Add-Evidence 'it has a sidecar' -If ($Target | Get-KubeContainer -Type Sidecar) -Else Refutes }
                    throw 'this must not run'
                }
            }
            Test-Hypothesis Other 'y' {
                1, 2 | ForEach-Object { Add-Evidence 'it has a sidecar' -If ($Target | Get-KubeContainer -Type Sidecar) -Else Refutes }
                Add-Evidence 'it is there' -If $Target -Then Confirms
            }
            """);

        Assert.Equal("Refuted 1\nRefuted 1", Run("Nested", "'{0} {1}' -f $_.Verdict, $_.Evidence.Count"));
        Assert.Empty(_shell.Errors);
    }

    [Fact]
    public void A_pipeline_that_starts_with_nothing_does_nothing_and_one_that_starts_with_null_has_one_item()
    {
        _folder.Add("Nothing", """
            $none = $Target | Get-KubeContainer -Type Sidecar
            Test-Hypothesis TooSmall 'x' {
                Add-Evidence 'none of nothing' -If ($none | ForEach-Object { 'one' }) -Then Confirms -Else Supports
                Add-Evidence 'one of null' -If ($null | ForEach-Object { 'one' }) -Then Supports -Else Refutes
                Add-Evidence 'a list as a whole' -If ($Target.Labels | Where-Object Count -GE 0) -Then Supports -Else Refutes
            }
            """);

        Assert.Equal("False True True", Run("Nothing", "$_.Evidence.Answer -join ' '"));
    }

    [Fact]
    public void An_error_names_the_line_it_stands_on()
    {
        _folder.Add("Line", """
            Assert-Premise 'it is there' `
                -If ($Target | Where-Object Name)
            # Below stands the error.
            $Target | ForEach-Object { throw 'oops' }
            """);

        Run("Line", "$_");
        Assert.Contains("line 12: oops", Assert.Single(_shell.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_playbook_that_is_run_as_a_script_knows_its_premise_too()
    {
        _folder.Add("Script", """
            Assert-Premise 'it has a sidecar' -If ($Target | Get-KubeContainer -Type Sidecar)
            Test-Hypothesis MemoryLimitTooLow 'x' { Add-Evidence 'it is there' -If $Target -Then Confirms }
            """);
        _shell.Run("Connect-KubeCluster $args[0]", _folder.Snapshot);

        Assert.Equal(
            "Refuted not so: it has a sidecar",
            _shell.Text("& \"$($args[0])/pod/Script.ps1\" -Target (Get-KubePod web-1) | ForEach-Object { '{0} {1}' -f $_.Verdict, $_.Reason }", _folder.Library));
    }

    [Theory]
    [InlineData("Assert-Premise 'x' -If 1", "OutsidePlaybook")]
    [InlineData("Test-Hypothesis OOMKilled 'x' { Assert-Premise 'x' -If 1 }", "OutsidePlaybook")]
    public void A_premise_belongs_at_the_head_of_a_playbook(string script, string id)
    {
        _shell.Run("Connect-KubeCluster $args[0]", _folder.Snapshot);
        _shell.Run(script.Replace("OOMKilled", "MemoryLimitTooLow", StringComparison.Ordinal));

        Assert.Contains(_shell.Errors, error => error.FullyQualifiedErrorId.StartsWith(id, StringComparison.Ordinal));
    }

    [Fact]
    public void What_one_hypothesis_could_not_read_leaves_another_alone()
    {
        _folder.Add("Names", """
            Test-Hypothesis TooSmall 'x' {
                $found = $Target | Get-KubeNode
                Add-Evidence 'a node' -If $found -Then Confirms -Else Refutes
            }
            Test-Hypothesis Other 'y' {
                $found = $Target | Get-KubeContainer -Type Sidecar
                Add-Evidence 'a sidecar' -If $found -Then Confirms -Else Refutes
            }
            """);

        Assert.Equal("NotTested\nRefuted", Run("Names", "$_.Verdict"));
    }

    [Fact]
    public void A_hypothesis_that_stumbles_is_not_tested_and_the_next_one_is()
    {
        _folder.Add("Stumbles", "Test-Hypothesis TooSmall 'x' { throw 'oops' }\nTest-Hypothesis Other 'y' { Add-Evidence 's' -If $true -Then Confirms }");

        Assert.Equal("NotTested the test itself failed: oops\nConfirmed s", Run("Stumbles", "'{0} {1}' -f $_.Verdict, $_.Reason"));
        Assert.Contains("oops", Assert.Single(_shell.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_that_is_not_listed_is_an_error()
    {
        _folder.Add("Unknown", "Test-Hypothesis Unheard 'x' { }");

        Run("Unknown", "$_");
        Assert.Equal("UnknownCause,RunbookTools.Commands.InvokePlaybookCommand", Assert.Single(_shell.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_list_of_causes_that_cannot_be_read_is_an_error()
    {
        _folder.Add("Good", "Test-Hypothesis TooSmall 'x' { }");
        _folder.Write("library/causes.psd1", "@{ TooSmall = @{ Meaning = 'x' } }");

        _shell.Run("Get-Playbook -Library $args[0]", _folder.Library);
        Assert.Equal("CausesUnreadable", Assert.Single(_shell.Errors).FullyQualifiedErrorId.Split(',')[0]);
    }

    [Fact]
    public void A_new_cause_is_told_to_be_listed()
    {
        _shell.Run("New-Playbook pod/SlowStart NeverHeardOf -Path $args[0]", _folder.Root);

        Assert.Contains("NeverHeardOf = @{ Meaning = 'What it means.'; Domain = 'Application'; Severity = 'Error' }", Assert.Single(_shell.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hypothesis_can_be_tested_by_hand()
    {
        _shell.Run("Connect-KubeCluster $args[0]", _folder.Snapshot);

        Assert.Equal("Confirmed Pod shop/web-1", _shell.Text("$Target = Get-KubePod web-1; $r = Test-Hypothesis MemoryLimitTooLow 'x' { Add-Evidence 'it was killed' -If ($Target | Get-KubeContainer -Restarted) -Then Confirms }; '{0} {1}' -f $r.Verdict, $r.Target"));
        Assert.Equal("OutsideHypothesis,RunbookTools.Commands.AddEvidenceCommand", _shell.Text("try { Add-Evidence 'x' -If $true } catch { $_.FullyQualifiedErrorId }"));
    }

    [Fact]
    public void A_playbook_runs_as_the_script_it_is()
    {
        _folder.Add("Memory", "Test-Hypothesis MemoryLimitTooLow 'x' { Add-Evidence 'it was killed' -If ($Target | Get-KubeContainer -Restarted) -Then Confirms }");
        _shell.Run("Connect-KubeCluster $args[0]", _folder.Snapshot);

        Assert.Equal("Confirmed", _shell.Text("Get-KubePod web-1 | & $args[0] | ForEach-Object Verdict", Path.Combine(_folder.Library, "pod", "Memory.ps1")));
    }

    [Fact]
    public void A_file_that_is_no_playbook_is_named_and_the_others_are_there()
    {
        _folder.Add("Good", "Test-Hypothesis TooSmall 'x' { }");
        _folder.Write("library/pod/Bad.ps1", "param(");

        Assert.Equal("pod/Good", _shell.Text("(Get-Playbook -Library $args[0]).Id", _folder.Library));
        Assert.Contains("Bad.ps1:1", Assert.Single(_shell.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_playbook_comes_with_its_scenarios_and_overwrites_nothing()
    {
        var files = _shell.Run("New-Playbook pod/SlowStart MemoryLimitTooLow -Path $args[0] | ForEach-Object Name", _folder.Root);

        Assert.Equal(["SlowStart.ps1", "objects.yaml", "expect.yaml", "objects.yaml", "expect.yaml", "expect.yaml"], files.Select(file => file.ToString()));
        Assert.Equal("pod/SlowStart", _shell.Text("(Get-Playbook -Library $args[0]).Id", Path.Combine(_folder.Root, "playbooks")));
        Assert.Empty(_shell.Run("New-Playbook pod/SlowStart MemoryLimitTooLow -Path $args[0]", _folder.Root));
        Assert.Equal(6, _shell.Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("FileExists", StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private string Run(string playbook, string format)
    {
        _shell.Run("Connect-KubeCluster $args[0]", _folder.Snapshot);
        return _shell.Text($"Get-KubePod web-1 | Invoke-Playbook {playbook} -Library $args[0] | ForEach-Object {{ {format} }}", _folder.Library);
    }
}
