BeforeAll {
    $script:Root = Resolve-Path "$PSScriptRoot/../.."
    $script:Manifest = Join-Path $Root 'RunbookTools.psd1'
    $script:Data = Join-Path $Root 'tests/Module.Tests/data/shop'

    function Invoke-Fresh([string] $Script) {
        pwsh -NoProfile -NonInteractive -Command $Script
    }

    function Measure-Import([string] $Module) {
        [double] (Invoke-Fresh "`$clock = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$Module'; `$clock.Elapsed.TotalMilliseconds")
    }
}

Describe 'Importing the module' {
    It 'takes no longer than a few of the small modules that come with PowerShell' {
        # A ratio, because a busy machine makes both slow; of several the middle one.
        $ratios = 1..5 | ForEach-Object { (Measure-Import $Manifest) / (Measure-Import Microsoft.PowerShell.Archive) }

        ($ratios | Sort-Object)[2] | Should -BeLessThan 3
    }

    It 'works beside another YamlDotNet' {
        $library = Join-Path $TestDrive 'YamlDotNet.dll'
        Invoke-Fresh "Add-Type -OutputAssembly '$library' -TypeDefinition '[assembly: System.Reflection.AssemblyVersion(""1.2.3.4"")] namespace YamlDotNet.Core { public class Parser { } }'"

        $result = Invoke-Fresh "Add-Type -Path '$library'; Import-Module '$Manifest'; (Connect-KubeCluster '$Data').Objects; [YamlDotNet.Core.Parser].Assembly.GetName().Version.ToString()"

        [int] $result[0] | Should -BeGreaterThan 0
        $result[1] | Should -Be '1.2.3.4'
    }

    It 'works twice' {
        Invoke-Fresh "Import-Module '$Manifest'; Import-Module '$Manifest' -Force; (Connect-KubeCluster '$Data').Name" | Should -Be 'shop'
    }

    It 'works in ForEach-Object -Parallel' {
        $names = Invoke-Fresh "1..4 | ForEach-Object -Parallel { Import-Module '$Manifest'; `$null = Connect-KubeCluster '$Data'; (Get-KubePod web-1).Name }"

        $names | Should -Be ('web-1', 'web-1', 'web-1', 'web-1')
    }

    It 'lets objects find their cluster in ForEach-Object -Parallel' {
        $names = Invoke-Fresh "Import-Module '$Manifest'; `$null = Connect-KubeCluster '$Data'; Get-KubePod web-* | ForEach-Object -Parallel { Import-Module '$Manifest'; (`$_ | Get-KubeWorkload).Name }"

        $names | Should -Be ('web', 'web')
    }
}
