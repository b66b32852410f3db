<#
.SYNOPSIS
    Why no volume that is there already will do for a claim.
.DESCRIPTION
    A claim of a class that makes no volumes takes a free one: of its class, large enough, with its access modes and volume mode and the labels it
    selects. A claim can also name the one volume it wants. Each condition is asked of the volumes that satisfy all the others.
.PARAMETER Target
    The claim.
.EXAMPLE
    Invoke-Playbook ClaimMatch -Namespace shop -Name data-orders-0

    Tests every hypothesis on the claim data-orders-0.
.LINK
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
#>
[RunbookTools.Playbook('storage/ClaimMatch', Symptom = 'Claim.Pending', Access = 'Read')]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$told = $Target | Get-KubeEvent
$users = $Target | Get-KubePod | Where-Object { -not $_.IsFinished }
$class = Get-KubeResource -Kind StorageClass | Where-Object { if ($null -eq $Target.Class) { $_.IsDefault } else { $_.Name -eq $Target.Class } }
$making = $class | Where-Object Provisioner -NE 'kubernetes.io/no-provisioner'

# Of the volumes of its class, those that are free; then what each of them would have to satisfy.
$volumes = Get-KubeResource -Kind PersistentVolume
$offers = $volumes | Where-Object { $_.Class -eq "$(if ($null -eq $Target.Class) { $class.Name } else { $Target.Class })" }
$free = $offers | Where-Object { $_.Phase -eq 'Available' -and (-not $_.Claim -or ($_.Claim.Name -eq $Target.Name -and $_.Claim.Namespace -eq $Target.Namespace)) }
$large = $free | Where-Object { $_.Capacity -ge $Target.Requested }
$open = $free | Where-Object { $modes = $_.AccessModes; -not ($Target.AccessModes | Where-Object { $modes -notcontains $_ }) }
$labels = $Target.Selector.MatchLabels
$chosen = $free | Where-Object { $own = $_.Labels; -not ($labels.Keys | Where-Object { $_ -and $own[$_] -ne $labels[$_] }) }
$left = $offers | Where-Object { $modes = $_.AccessModes; $_.Phase -eq 'Released' -and $_.Capacity -ge $Target.Requested -and -not ($Target.AccessModes | Where-Object { $modes -notcontains $_ }) } |
    Where-Object VolumeMode -EQ $Target.VolumeMode
$alike = $free | Where-Object VolumeMode -EQ $Target.VolumeMode

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

Test-Hypothesis VolumeModeMismatch 'The free volumes are block devices where it wants a file system, or the other way round' {
    Add-Evidence 'its class makes volumes' -If $making -Then Refutes
    Add-Evidence 'free volumes are of the other mode' -If ($free | Where-Object { $_ -notin $alike }) -Else Refutes
    Add-Evidence 'a free volume is of its mode' -If $alike -Then Refutes
    Add-Evidence 'free volumes would do but for their mode' -If ($large | Where-Object { $_ -in $open -and $_ -in $chosen -and -not $alike }) -Then Confirms

    Add-NextStep 'Add a volume of that mode; or make the claim anew with the other' -Command 'kubectl get pv -o custom-columns=NAME:.metadata.name,MODE:.spec.volumeMode,STATUS:.status.phase'
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
    Add-Evidence 'one that was used before would do' -If $left -Then Refutes
    Add-Evidence 'its class waits for a pod, and none uses it' -If ($class | Where-Object { $_.BindingMode -eq 'WaitForFirstConsumer' -and -not $users }) -Then Refutes
    if ($static) { Add-Evidence 'no volume of its class is free' -If (-not $free) -Then Confirms -Else Refutes }

    Add-NextStep 'Add a volume, or free one that is no longer used' -Command 'kubectl get pv'
}

Test-Hypothesis VolumeReleased 'A volume that would do was used before and is not free yet' {
    Add-Evidence 'its class makes volumes' -If $making -Then Refutes
    Add-Evidence 'it names one volume, and no other will do' -If $Target.VolumeName -Then Refutes
    Add-Evidence 'a volume of its class is released and still reserved for the claim that had it' -If $left -Else Refutes
    Add-Evidence 'no volume of its class is free' -If ($left | Where-Object { -not $free }) -Then Confirms -Else Refutes

    Add-NextStep 'See whose data is on it' -For $left -Command 'kubectl describe pv {Name}'
    Add-NextStep 'If the data is not needed, free the volume' -For $left -Risk Disrupt -Command 'kubectl patch pv {Name} --type=json -p=''[{"op":"remove","path":"/spec/claimRef"}]'''
}
