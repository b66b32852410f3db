@{
    RootModule           = 'module/bin/RunbookTools.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6f0c2c1e-7a52-4a9c-9a0b-3f3ce1d2b6a4'
    Author               = 'RunbookTools maintainers'
    Description          = 'Troubleshoot Kubernetes by hypothesis: triage a cluster or a dump of one, find the cause, rule out the rest.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @('Get-KubeCluster')
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
}
