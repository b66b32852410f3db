<#
.SYNOPSIS
    Whether the containers of a workload run the image that somebody tried, and are configured in one way only.
.DESCRIPTION
    A tag such as latest may be another image tomorrow: a restart is then a deployment. With the pull policy IfNotPresent each node keeps the one it
    pulled first. An image named by digest is always the same.
.PARAMETER Target
    The workload, or a pod that nothing controls.
.EXAMPLE
    Invoke-Playbook hygiene/Images -Namespace shop

    Tests every hypothesis on the workloads of a namespace.
.LINK
    https://kubernetes.io/docs/concepts/containers/images/
#>
[RunbookTools.Playbook('hygiene/Images', Symptom = 'Hygiene.Workload', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$containers = $Target | Get-KubeContainerTemplate
$moving = $containers | Where-Object { -not $_.IsImagePinned -and $_.ImageTag -eq 'latest' }

Test-Hypothesis ImageTagLatest 'a restart may bring another image' -Target $Target {
    Add-Evidence 'an image is named by latest or by no tag, and not by digest' -If $moving -Then Confirms -Else Refutes

    Add-NextStep 'See which digest runs now' -For $Target -Command 'kubectl -n {Namespace} get pods -o custom-columns=NAME:.metadata.name,IMAGE:.status.containerStatuses[*].imageID'
    Add-NextStep 'Name a version or that digest' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis ImageDiffersByNode 'its nodes may run different images under one tag' -Target $Target {
    Add-Evidence 'an image is named by latest or by no tag, and not by digest' -If $moving -Else Refutes
    Add-Evidence 'a node that has such an image does not ask for a newer one' -If ($moving | Where-Object { $_.Spec.ImagePullPolicy -in 'IfNotPresent', 'Never' }) -Then Confirms -Else Refutes

    Add-NextStep 'Name a version or a digest' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}

Test-Hypothesis VariableSetTwice 'an environment variable is set more than once, and the last one counts' -Target $Target {
    Add-Evidence 'a container sets a variable more than once' -If ($containers | Where-Object RepeatedVariables) -Then Confirms -Else Refutes

    Add-NextStep 'Keep the one that is meant' -For $Target -Risk Change -Command 'kubectl -n {Namespace} edit {Object}'
}
