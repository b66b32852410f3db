<#
.SYNOPSIS
    Why nobody makes a volume for a claim.
.DESCRIPTION
    A claim names a storage class, or gets the default one; the class names a provisioner that makes a volume, with WaitForFirstConsumer only once a
    pod needs it. Class and provisioner are looked at in that order; the events, which are Normal as often as Warning, support. Whether a volume that is
    there already would do is the question of storage/ClaimMatch.
.PARAMETER Target
    The claim.
.EXAMPLE
    Invoke-Playbook ClaimPending -Namespace shop -Name data-orders-0

    Tests every hypothesis on the claim data-orders-0.
.LINK
    https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/
#>
[RunbookTools.Playbook('storage/ClaimPending', Symptom = 'Claim.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$told = $Target | Get-KubeEvent
$users = $Target | Get-KubePod | Where-Object { -not $_.IsFinished }
$volumes = Get-KubeResource -Kind PersistentVolume
$classes = Get-KubeResource -Kind StorageClass
$class = $classes | Where-Object { if ($null -eq $Target.Class) { $_.IsDefault } else { $_.Name -eq $Target.Class } }
$making = $class | Where-Object Provisioner -NE 'kubernetes.io/no-provisioner'
$waiting = $class | Where-Object BindingMode -EQ 'WaitForFirstConsumer'

Test-Hypothesis StorageClassMissing 'The storage class that it names does not exist' {
    Add-Evidence 'it names a storage class' -If $Target.Class -Else Refutes
    Add-Evidence 'volumes of that class exist, which need no such object' -If ($volumes | Where-Object { $Target.Class -and $_.Class -eq $Target.Class }) -Then Refutes
    if ($Target.Class) {
        Add-Evidence 'no storage class of that name exists' -If (-not ($classes | Where-Object Name -EQ $Target.Class)) -Then Confirms -Else Refutes
        Add-Evidence 'the volume controller did not find it' -If ($told | Where-Object Message -Match 'storageclass\.storage\.k8s\.io "[^"]*" not found') -Then Supports
    }

    Add-NextStep 'Compare with the classes there are' -Command 'kubectl get storageclass'
    Add-NextStep 'Make the class; or make the claim anew with another, for the class of a claim cannot be changed' -Risk Change
}

Test-Hypothesis NoDefaultStorageClass 'It names no storage class, and no class is the default' {
    Add-Evidence 'it leaves the class to the default' -If ($null -eq $Target.Class) -Else Refutes
    if ($null -eq $Target.Class) {
        Add-Evidence 'no class is the default' -If (-not ($classes | Where-Object IsDefault)) -Then Confirms -Else Refutes
        Add-Evidence 'the volume controller says that no class is set' -If ($told | Where-Object Message -Match 'no storage class is set') -Then Supports
    }

    Add-NextStep 'Make a class the default, or name one' -Command 'kubectl get storageclass'
}

Test-Hypothesis TwoDefaultStorageClasses 'Two classes are the default, and it got the one that makes no volumes' {
    $others = $classes | Where-Object { $_.IsDefault -and $_.Name -ne $Target.Class }

    Add-Evidence 'its class is a default one' -If ($classes | Where-Object { $_.IsDefault -and $_.Name -eq $Target.Class }) -Else Refutes
    Add-Evidence 'another class is the default too' -If $others -Else Refutes
    Add-Evidence 'its class has made volumes before' -If ($volumes | Where-Object { $_.Class -eq $Target.Class }) -Then Refutes
    Add-Evidence 'the other has made volumes' -If ($volumes | Where-Object { $_.Class -in $others.Name }) -Then Confirms

    Add-NextStep 'See which classes are the default; the one made last wins' -Command 'kubectl get storageclass'
    Add-NextStep 'Let one of them be the default no more' -For $class -Risk Change -Command 'kubectl annotate storageclass {Name} storageclass.kubernetes.io/is-default-class=false --overwrite'
}

Test-Hypothesis ProvisionerMissing 'Nobody makes volumes for its storage class' {
    $name = "$($Target.Annotations['volume.kubernetes.io/storage-provisioner'])"
    $external = $making | Where-Object { $name -or $_.Provisioner -notlike 'kubernetes.io/*' }
    $asked = if ($name) { $name } else { $external.Provisioner }
    $waits = @($told | Where-Object Reason -EQ 'ExternalProvisioning') + @($Target | Where-Object { $name })
    $driver = Get-KubeResource -Kind CSINode | Where-Object { $_.Drivers.Name -contains $asked }
    $made = $volumes | Where-Object { $_.Driver -eq $asked -or $_.Annotations['pv.kubernetes.io/provisioned-by'] -eq $asked }

    Add-Evidence 'its class has a provisioner of its own' -If $external -Else Refutes
    Add-Evidence 'the provisioner has spoken about this claim' -If ($told | Where-Object { $asked -and $_.Source -like "$asked*" }) -Then Refutes
    Add-Evidence 'the volume controller has asked it' -If $waits -Then Supports -Else Refutes
    if ($waits) { Add-Evidence 'no node has its driver, and it never made a volume' -If (-not $driver -and -not $made) -Then Confirms -Else Weakens }

    Add-NextStep 'Install the provisioner, or see why it does not answer' -For $class -Command 'kubectl describe storageclass {Name}'
}

Test-Hypothesis ProvisioningFailed 'The provisioner of its class fails to make the volume' {
    $failed = $told | Where-Object { $_.Reason -eq 'ProvisioningFailed' -and $_.Message -notmatch 'storageclass\.storage\.k8s\.io|no volume plugin matched' }

    Add-Evidence 'its class makes volumes' -If $making -Else Refutes
    Add-Evidence 'the provisioner says why it failed' -If $failed -Then Confirms -Else Refutes

    Add-NextStep 'Mend what the provisioner complains of: quota, rights, zone or parameters' -For $Target -Command 'kubectl -n {Namespace} describe pvc {Name}'
}

Test-Hypothesis VolumeLost 'Its volume is gone' {
    Add-Evidence 'it has lost its volume' -If ($Target | Where-Object Phase -EQ 'Lost') -Then Confirms -Else Refutes

    Add-NextStep 'Restore the volume or its data before anything else is done with the claim' -For $Target -Command 'kubectl -n {Namespace} describe pvc {Name}'
}

Test-Hypothesis WaitForFirstConsumer 'It waits for a pod that uses it, as its class says' {
    Add-Evidence 'its class waits for the first consumer' -If $waiting -Else Refutes
    Add-Evidence 'a provisioner has tried and failed' -If ($told | Where-Object Reason -EQ 'ProvisioningFailed') -Then Weakens
    if ($waiting) { Add-Evidence 'no pod uses it' -If (-not $users) -Then Confirms -Else Weakens }

    Add-NextStep 'Nothing, until a pod uses it' -For $Target -Command 'kubectl -n {Namespace} describe pvc {Name}'
}
