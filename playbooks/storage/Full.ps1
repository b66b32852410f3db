<#
.SYNOPSIS
    Why a volume takes nothing more.
.DESCRIPTION
    A volume is full of bytes or of files. How much is left is known where a support bundle has what kubelets measured.
.EXAMPLE
    Invoke-Playbook Full -Namespace shop -Name data-db-0
.LINK
    https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
#>
[RunbookTools.Playbook('storage/Full', Symptom = 'Claim.Full', Access = ('Read', 'Log'))]
[CmdletBinding()]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [object] $Target
)

$full = $Target | Get-KubeUsage | Where-Object IsFull
$complaints = $Target | Get-KubePod | Get-KubeLogSign -Sign DiskFull -Tail 300
$growing = ($Target | Get-KubeVolumeClaim).StorageClass | Where-Object AllowsExpansion

Test-Hypothesis VolumeFull 'Next to nothing is left of it' -Target $Target {
    Add-Evidence 'its kubelet measures less than three hundredths left' -If ($full | Where-Object Resource -EQ Storage) -Then Confirms -Else Refutes
    Add-Evidence 'the log of who uses it says that there is no room' -If $complaints -Then Supports
    Add-Evidence 'its class lets it grow' -If $growing -Then Supports

    Add-NextStep 'See what fills it' -For ($Target | Get-KubePod) -Risk Change -Command 'kubectl -n {Namespace} exec {Name} -- df -h'
    Add-NextStep 'Ask for more' -For ($Target | Where-Object { $growing }) -Risk Change -Command 'kubectl -n {Namespace} edit pvc {Name}'
}

Test-Hypothesis VolumeInodesUsedUp 'It can take no more files, though it may have room' -Target $Target {
    Add-Evidence 'its kubelet measures less than three hundredths of its inodes left' -If ($full | Where-Object Resource -EQ Inodes) -Then Confirms -Else Refutes
    Add-Evidence 'there is room left' -If ($Target | Get-KubeUsage -Resource Storage | Where-Object IsFull -EQ $false) -Then Supports

    Add-NextStep 'Find the folder with so many files' -For ($Target | Get-KubePod) -Risk Change -Command 'kubectl -n {Namespace} exec {Name} -- df -i'
}
