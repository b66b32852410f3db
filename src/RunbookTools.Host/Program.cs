using System.Management.Automation;
using System.Management.Automation.Runspaces;
var sw = System.Diagnostics.Stopwatch.StartNew();
var iss = InitialSessionState.CreateDefault2();
iss.ImportPSModule([args[0]]);
using var rs = RunspaceFactory.CreateRunspace(iss);
rs.Open();
Console.WriteLine($"open {sw.ElapsedMilliseconds}");
using var ps = PowerShell.Create(rs);
foreach (var e in ps.AddScript(args[1]).Invoke()) Console.WriteLine(e);
foreach (var e in ps.Streams.Error) Console.WriteLine("ERR " + e);
Console.WriteLine($"done {sw.ElapsedMilliseconds}");
var core = InitialSessionState.Create();
core.LanguageMode = PSLanguageMode.ConstrainedLanguage;
core.Commands.Add(new SessionStateCmdletEntry("ForEach-Object", typeof(Microsoft.PowerShell.Commands.ForEachObjectCommand), null));
core.Commands.Add(new SessionStateCmdletEntry("Where-Object", typeof(Microsoft.PowerShell.Commands.WhereObjectCommand), null));
sw.Restart();
using var rs2 = RunspaceFactory.CreateRunspace(core); rs2.Open();
Console.WriteLine($"clm open {sw.ElapsedMilliseconds}");
foreach (var script in new[] { "[IO.File]::ReadAllText('/etc/hostname')", "[RunbookTools.Playbook('pod/x', Symptom=('a','b'))][CmdletBinding()]param([object]$Target) $Target; 1", "$t='abc'; $t.ToUpper(); @(1,2,3).Count; 1..3 | Where-Object { $_ -gt 1 }; $d=@{a=1}; $d.a; [pscustomobject]@{x=1}", "$ExecutionContext.SessionState.LanguageMode", "[datetime]::Now; [int]'5'; [timespan]::FromMinutes(3)", "$x = [System.Collections.Generic.List[string]]::new()", "get-content /etc/hostname", "& { param($s) $s.Trim() } ' a '" })
{
    using var p2 = PowerShell.Create(rs2);
    try { foreach (var e in p2.AddScript(script).Invoke()) Console.WriteLine("  " + e); } catch (Exception e) { Console.WriteLine("  THROW " + e.GetType().Name + e.Message); }
    foreach (var e in p2.Streams.Error) Console.WriteLine("  ERR " + e + " " + e.FullyQualifiedErrorId);
}
