<#
.SYNOPSIS
    Why objects of a custom kind cannot be read or written.
.DESCRIPTION
    A custom resource definition may have its versions converted by a webhook, and its names accepted or not. When the converter is gone, every list of
    the kind fails, and with it everything that lists all kinds.
.PARAMETER Target
    The custom resource definition.
.EXAMPLE
    Invoke-Playbook Definition -Name certificates.cert-manager.io

    Tests every hypothesis on that definition.
.LINK
    https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/
#>
[RunbookTools.Playbook('cluster/Definition', Symptom = 'Definition.Broken', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$missing = $Target | Get-KubeReference -Kind Service -Missing
$converter = $Target.Converter | Get-KubeService

Test-Hypothesis ConversionWebhookDown 'What converts its versions does not answer' -Target $Target {
    Add-Evidence 'its versions are converted by a service' -If ($Target | Where-Object Converter) -Else Refutes
    Add-Evidence 'that service does not exist' -If $missing -Then Confirms
    Add-Evidence 'that service has nobody behind it' -If ($converter | Where-Object { $null -ne $_.ReadyEndpoints -and $_.ReadyEndpoints.Count -eq 0 }) -Then Confirms
    Add-Evidence 'that service has ready endpoints' -If ($converter | Where-Object ReadyEndpoints) -Then Refutes

    Add-NextStep 'See what it calls' -For $Target -Command 'kubectl get {Object} -o yaml'
    Add-NextStep 'See the pods behind that service' -For $converter -Command 'kubectl -n {Namespace} describe {Object}'
}

Test-Hypothesis DefinitionNamesConflict 'Another definition has its names already' -Target $Target {
    Add-Evidence 'its names were not accepted' -If ($Target | Get-KubeCondition NamesAccepted -Status False) -Then Confirms -Else Refutes

    Add-NextStep 'See which name is taken' -For $Target -Command 'kubectl describe {Object}'
}

Test-Hypothesis StoredVersionNotServed 'Objects may be stored in a version that is not served any more' -Target $Target {
    Add-Evidence 'a stored version is not among the served ones' -If ($Target | Where-Object { $served = $_.Versions; $_.StoredVersions | Where-Object { $_ -notin $served } }) -Then Confirms -Else Refutes

    Add-NextStep 'Write every object again, then take the version out of status.storedVersions' -For $Target -Command 'kubectl get {Object} -o jsonpath=''{.status.storedVersions}'''
}
