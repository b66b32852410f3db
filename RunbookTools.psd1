@{
    RootModule           = 'module/bin/RunbookTools.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6f0c2c1e-7a52-4a9c-9a0b-3f3ce1d2b6a4'
    Author               = 'RunbookTools maintainers'
    Description          = 'Troubleshoot Kubernetes by hypothesis: triage a cluster or a dump of one, find the cause, rule out the rest.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    TypesToProcess       = @('module/RunbookTools.Types.ps1xml')
    FormatsToProcess     = @(
        'module/RunbookTools.Format.ps1xml'
        'module/RunbookTools.Playbooks.Format.ps1xml'
        'module/RunbookTools.Triage.Format.ps1xml'
        'module/RunbookTools.List.Format.ps1xml'
    )
    CmdletsToExport      = @(
        'Add-Evidence'
        'Add-NextStep'
        'Assert-Premise'
        'Connect-KubeCluster'
        'ConvertTo-TriageReport'
        'Export-TriageReport'
        'Get-KubeAccess'
        'Get-KubeCertificate'
        'Get-KubeCluster'
        'Get-KubeCondition'
        'Get-KubeConfigText'
        'Get-KubeContainer'
        'Get-KubeContainerTemplate'
        'Get-KubeDenial'
        'Get-KubeEvent'
        'Get-KubeEviction'
        'Get-KubeFlow'
        'Get-KubeLog'
        'Get-KubeLogPattern'
        'Get-KubeLogSign'
        'Get-KubeNode'
        'Get-KubeNodeSign'
        'Get-KubeOwner'
        'Get-KubePod'
        'Get-KubeProbeFailure'
        'Get-KubePullFailure'
        'Get-KubeReference'
        'Get-KubeRefusal'
        'Get-KubeResource'
        'Get-KubeRestart'
        'Get-KubeRevision'
        'Get-KubeRoute'
        'Get-KubeScheduling'
        'Get-KubeSchedulingBlocker'
        'Get-KubeService'
        'Get-KubeSymptom'
        'Get-KubeUsage'
        'Get-KubeVolumeClaim'
        'Get-KubeWorkload'
        'Get-Playbook'
        'Invoke-Playbook'
        'Invoke-Triage'
        'New-Playbook'
        'Save-KubeSnapshot'
        'Test-Hypothesis'
        'Test-Playbook'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Kubernetes', 'k8s', 'Troubleshooting', 'Triage', 'Diagnostics', 'SRE', 'Runbook', 'PSEdition_Core', 'Linux', 'MacOS', 'Windows')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
