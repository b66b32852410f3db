namespace RunbookTools.Playbooks;

/// <summary>What a new playbook starts from.</summary>
internal static class PlaybookScaffold
{
    /// <summary>The files: the playbook, a scenario that confirms its cause, one that looks alike, one where what it needs is forbidden.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string id, string cause, IReadOnlyList<string> symptoms)
    {
        var (subject, name) = (id.Split('/')[0], id.Split('/')[1]);
        var scenario = $"tests/scenarios/{name.ToLowerInvariant()}-{cause.ToLowerInvariant()}";
        yield return ($"playbooks/{subject}/{name}.ps1", Script(id, cause, symptoms));
        yield return ($"{scenario}/objects.yaml", Objects);
        yield return ($"{scenario}/expect.yaml", $"""
            about: What happened, in one sentence.
            source: Where the reasons and messages are taken from.
            first: {"{"} cause: {cause}, object: Pod/shop/payments-1 {"}"}

            """);
        yield return ($"{scenario}-twin/objects.yaml", Objects);
        yield return ($"{scenario}-twin/expect.yaml", $"""
            about: Looks the same, for another reason.
            source: Where the reasons and messages are taken from.
            refuted: [{cause}]
            absent: [{cause}]

            """);
        yield return ($"{scenario}-forbidden/expect.yaml", $"""
            about: The same, where what the test needs may not be read.
            source: See the scenario it is based on.
            base: ../{name.ToLowerInvariant()}-{cause.ToLowerInvariant()}
            forbidden: [Event]
            notTested: [{cause}]
            absent: [{cause}]

            """);
    }

    private const string Objects = """
        # Cluster objects, as kubectl get -o yaml prints them: status, conditions and events as Kubernetes writes them, never from memory.
        apiVersion: v1
        kind: Pod
        metadata:
          name: payments-1
          namespace: shop

        """;

    private static string Script(string id, string cause, IReadOnlyList<string> symptoms) => $$"""
        <#
        .SYNOPSIS
            What this finds out, in one line.
        .DESCRIPTION
            How: what is looked at, and what tells the causes apart.
        .EXAMPLE
            Invoke-Playbook {{id.Split('/')[1]}} -Namespace shop -Name payments
        .LINK
            https://kubernetes.io/docs/tasks/debug/
        #>
        [RunbookTools.Playbook('{{id}}', Symptom = ({{(symptoms.Count == 0 ? "'Pod.NotReady'" : string.Join(", ", symptoms.Select(symptom => $"'{symptom}'")))}}), Access = ('Read'))]
        [CmdletBinding()]
        param(
            [Parameter(Mandatory, ValueFromPipeline)]
            [object] $Target
        )

        $events = $Target | Get-KubeEvent

        Test-Hypothesis {{cause}} 'The hypothesis in a sentence' {
            $seen = $events | Where-Object Reason -EQ 'TheReason'

            Add-Evidence 'what is to be seen if it holds' -If $seen -Then Confirms -Else Refutes

            Add-NextStep 'What to look at next' -For $seen -Risk Look -Command 'kubectl -n {Namespace} describe {Object}'
        }

        """;
}
