<#
.SYNOPSIS
    What a database answers a process, so that it ends: no writes, no more connections, no such table.
.DESCRIPTION
    The database is there and lets the process in, and still does not do what it asks. Each answer points elsewhere: to a failover that moved the
    primary, to pools that are too large for the server, to a migration that did not run.
.PARAMETER Target
    The pod.
.EXAMPLE
    Invoke-Playbook DatabaseError -Namespace shop -Name orders

    Tests every hypothesis on the pods of orders.
.LINK
    https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/
#>
[RunbookTools.Playbook('pod/DatabaseError', Symptom = ('Pod.CrashLoop', 'Pod.RestartsRising', 'Pod.ConfigError', 'Pod.Failed'), Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$failed = $Target | Get-KubeRestart -Recent -EndedBy Process

Assert-Premise 'it ended with an error of its own' -If $failed

$signs = $failed | Get-KubeLogSign -Ended -Tail 100 -Decisive
$silent = if ($failed | Get-KubeLog -Ended -Tail 1) { 'Refutes' } else { 'Weakens' }

Test-Hypothesis DatabaseReadOnly 'The database it writes to takes no writes' {
    Add-Evidence 'its log quotes a database that is read-only' -If ($signs | Where-Object Sign -EQ DatabaseReadOnly) -Then Confirms -Else $silent

    Add-NextStep 'See whether it calls the primary or a replica, and whether the primary has moved' -For $failed -Command 'kubectl -n {Namespace} get {Owner} -o jsonpath=''{..env[*].name}'''
}

Test-Hypothesis DatabaseConnectionsExhausted 'The database takes no more connections' {
    Add-Evidence 'its log quotes a database that takes no more connections' -If ($signs | Where-Object Sign -EQ ConnectionsExhausted) -Then Confirms -Else $silent

    Add-NextStep 'Count the replicas of all that call it, times the size of their pools' -For $failed -Command 'kubectl -n {Namespace} get deploy,sts'
    Add-NextStep 'Shrink the pools, put a pooler between, or raise the limit of the server' -For $failed -Risk Change -Command 'kubectl -n {Namespace} edit {Owner}'
}

Test-Hypothesis DatabaseSchemaMissing 'The database lacks a table, column or database it asks for' {
    $lacking = $signs | Where-Object Sign -EQ SchemaMissing

    Add-Evidence 'its log quotes a database that lacks what it asks for' -If $lacking -Then Confirms -Else $silent
    Add-Evidence 'it came with a new revision' -If ($Target | Get-KubeRevision -Suspect | Where-Object { $lacking }) -Then Supports

    Add-NextStep 'See whether the migration has run, and how it ended' -For $failed -Command 'kubectl -n {Namespace} get jobs'
}
