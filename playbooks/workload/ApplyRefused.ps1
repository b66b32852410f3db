<#
.SYNOPSIS
    Why the API server does not take a configuration.
.DESCRIPTION
    Who applies a configuration by hand is told at once. What applies it by itself (Flux, Argo CD and their like) says it in a condition of its own
    object, and the workload stays as it was.
.PARAMETER Target
    The object that applies: a Kustomization, a HelmRelease, an Application.
.EXAMPLE
    Get-KubeResource kustomizations -Namespace flux-system shop | Invoke-Playbook ApplyRefused

    Tests every hypothesis on a Kustomization of Flux.
.LINK
    https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
#>
[RunbookTools.Playbook('workload/ApplyRefused', Symptom = 'Apply.Refused', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$said = $Target | Get-KubeCondition | Where-Object Message -Match 'is (forbidden|invalid): |field is immutable|denied the request'

Test-Hypothesis ImmutableField 'It changes a field that cannot be changed' -Target $Target {
    Add-Evidence 'a field is immutable' -If ($said | Where-Object Message -Match 'field is immutable') -Then Confirms -Else Refutes

    Add-NextStep 'See which object and field the message names' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
    Add-NextStep 'Take the change back; or delete the object, without its pods where it is a workload (--cascade=orphan), and have it applied anew' -For $Target
}

Test-Hypothesis ApplyInvalid 'What is written in it is not valid' -Target $Target {
    Add-Evidence 'the API server says what is invalid' -If ($said | Where-Object { $_.Message -match 'is invalid: ' -and $_.Message -notmatch 'field is immutable' }) -Then Confirms -Else Refutes

    Add-NextStep 'Mend the field that the message names' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis ApplyForbidden 'What applies it has no right to' -Target $Target {
    Add-Evidence 'the account that applies it may not' -If ($said | Where-Object Message -Match 'is forbidden: User "[^"]*" cannot ') -Then Confirms -Else Refutes

    Add-NextStep 'See which right the message names, and give it to that account' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis ApplyRejected 'A webhook, a policy or a quota does not let it in' -Target $Target {
    Add-Evidence 'admission refuses it' -If ($said | Where-Object Message -Match 'admission webhook "[^"]*" denied the request|is forbidden: (exceeded quota|failed quota|ValidatingAdmissionPolicy|violates PodSecurity|\[?(maximum|minimum) )') -Then Confirms -Else Refutes

    Add-NextStep 'Read who refuses and why' -For $Target -Command 'kubectl -n {Namespace} describe {Object}'
}
