<#
.SYNOPSIS
    Why a claim has no volume.
.DESCRIPTION
    A claim is bound to a free volume of its class that is large enough and offers its access modes, or a volume is made for it by the provisioner
    of its class; with WaitForFirstConsumer only once a pod needs it. Class, provisioner and free volumes are looked at in that order; the
    events, which are Normal as often as Warning, support.
.PARAMETER Target
    The claim.
.EXAMPLE
    Invoke-Playbook ClaimPending -Namespace shop -Name data-orders-0

    Tests every hypothesis on the claim data-orders-0.
.LINK
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
#>
[RunbookTools.Playbook('storage/ClaimPending', Symptom = 'Claim.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$told = $Target | Get-KubeEvent
$users = Get-KubePod -Namespace $Target.Namespace | Where-Object { $_.Spec.Volumes.Claim -contains $Target.Name -and -not $_.IsFinished }
$classes = Get-KubeResource -Kind StorageClass
$class = $classes | Where-Object { if ($null -eq $Target.Class) { $_.IsDefault } else { $_.Name -eq $Target.Class } }
$making = $class | Where-Object Provisioner -NE 'kubernetes.io/no-provisioner'
$waiting = $class | Where-Object BindingMode -EQ 'WaitForFirstConsumer'

# Of the volumes of its class, those that are free; then what each of them would have to satisfy.
$volumes = Get-KubeResource -Kind PersistentVolume
$offers = $volumes | Where-Object { $_.Class -eq "$(if ($null -eq $Target.Class) { $class.Name } else { $Target.Class })" }
$free = $offers | Where-Object { $_.Phase -eq 'Available' -and (-not $_.Claim -or ($_.Claim.Name -eq $Target.Name -and $_.Claim.Namespace -eq $Target.Namespace)) }
$large = $free | Where-Object { $_.Capacity -ge $Target.Requested }
$open = $free | Where-Object { $modes = $_.AccessModes; -not ($Target.AccessModes | Where-Object { $modes -notcontains $_ }) }
$labels = $Target.Selector.MatchLabels
$chosen = $free | Where-Object { $own = $_.Labels; -not ($labels.Keys | Where-Object { $_ -and $own[$_] -ne $labels[$_] }) }

Test-Hypothesis StorageClassMissing 'The storage class that it names does not exist' {
    Add-Evidence 'it names a storage class' -If $Target.Class -Else Refutes
    Add-Evidence 'volumes of that class exist, which need no such object' -If $(if ($Target.Class) { $offers }) -Then Refutes
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

Test-Hypothesis RequestedSizeTooLarge 'It asks for more than any free volume holds' {
    $small = $open | Where-Object { $_ -in $chosen -and $_ -notin $large }

    Add-Evidence 'its class makes volumes of any size' -If $making -Then Refutes
    Add-Evidence 'free volumes are too small' -If ($free | Where-Object { $_ -notin $large }) -Else Refutes
    Add-Evidence 'a free volume is large enough' -If $large -Then Refutes
    Add-Evidence 'free volumes would do but for their size' -If $(if (-not $large) { $small }) -Then Confirms

    Add-NextStep 'Add a larger volume; or make the claim anew and ask for less' -Command 'kubectl get pv'
}

Test-Hypothesis AccessModeMismatch 'No free volume offers the access mode that it asks for' {
    $closed = $large | Where-Object { $_ -in $chosen -and $_ -notin $open }

    Add-Evidence 'its class makes volumes' -If $making -Then Refutes
    Add-Evidence 'free volumes do not offer the mode' -If ($free | Where-Object { $_ -notin $open }) -Else Refutes
    Add-Evidence 'a free volume offers it' -If $open -Then Refutes
    Add-Evidence 'free volumes would do but for their access modes' -If $(if (-not $open) { $closed }) -Then Confirms

    Add-NextStep 'Add a volume that offers the mode; or make the claim anew and ask for a mode that is offered' -Command 'kubectl get pv'
}

Test-Hypothesis SelectorUnmatched 'No free volume has the labels that it asks for' {
    $other = $large | Where-Object { $_ -in $open -and $_ -notin $chosen }

    Add-Evidence 'it selects volumes by label' -If ($Target | Where-Object { $_.Selector }) -Else Refutes
    Add-Evidence 'a free volume has the labels' -If $(if ($labels) { $chosen }) -Then Refutes
    Add-Evidence 'free volumes would do but for their labels' -If $(if ($labels -and -not $chosen) { $other }) -Then Confirms
    Add-Evidence 'its class makes volumes, and none can be made for a claim with a selector' -If $(if ($Target.Selector) { $making }) -Then Supports

    Add-NextStep 'Label a volume so that it matches, or drop the selector' -Command 'kubectl get pv --show-labels'
}

Test-Hypothesis ClaimRefTaken 'The volume that it names belongs to another claim' {
    $named = $volumes | Where-Object { $_.Name -eq $Target.VolumeName }

    Add-Evidence 'it names a volume' -If $Target.VolumeName -Else Refutes
    if ($Target.VolumeName) { Add-Evidence 'that volume belongs to another claim, or did until it was released' -If ($named | Where-Object { $_.Phase -eq 'Released' -or ($_.Claim -and ($_.Claim.Name -ne $Target.Name -or $_.Claim.Namespace -ne $Target.Namespace)) }) -Then Confirms -Else Refutes }
    Add-Evidence 'the volume controller says so' -If ($told | Where-Object Message -Match 'already bound to a different claim') -Then Supports

    Add-NextStep 'See who has the volume' -For $named -Command 'kubectl get pv {Name} -o yaml'
}

Test-Hypothesis VolumeMissing 'The volume that it names does not exist' {
    Add-Evidence 'it names a volume, and waits for it' -If ($Target.VolumeName -and $Target.Phase -eq 'Pending') -Else Refutes
    if ($Target.VolumeName -and $Target.Phase -eq 'Pending') {
        Add-Evidence 'there is no volume of that name' -If (-not ($volumes | Where-Object Name -EQ $Target.VolumeName)) -Then Confirms -Else Refutes
    }

    Add-NextStep 'Make the volume, or let the claim have another' -Command 'kubectl get pv'
}

Test-Hypothesis NoVolumeAvailable 'No volume of its class is free, and none is made on demand' {
    $static = @($class | Where-Object Provisioner -EQ 'kubernetes.io/no-provisioner') + @($Target | Where-Object Class -EQ '')

    Add-Evidence 'its class makes no volumes' -If $static -Else Refutes
    Add-Evidence 'it names one volume, and no other will do' -If $Target.VolumeName -Then Refutes
    if ($waiting) { Add-Evidence 'a pod needs it' -If $users -Else Refutes }
    if ($static) { Add-Evidence 'no volume of its class is free' -If (-not $free) -Then Confirms -Else Refutes }

    Add-NextStep 'Add a volume, or free one that is no longer used' -Command 'kubectl get pv'
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
