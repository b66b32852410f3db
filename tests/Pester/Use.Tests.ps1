BeforeAll {
    $script:Root = Resolve-Path "$PSScriptRoot/../.."
    Import-Module (Join-Path $Root 'RunbookTools.psd1') -Force
    $null = Connect-KubeCluster (Join-Path $Root 'tests/Module.Tests/data/shop')
}

Describe 'In a pipeline' {
    It 'stops when one object is enough' {
        Get-KubePod | Select-Object -First 1 | Should -HaveCount 1
    }

    It 'gives objects that sort, group and turn into JSON' {
        (Get-KubePod | Sort-Object Restarts -Descending | Select-Object -First 1).Name | Should -Be 'web-1'
        (Get-KubePod | Group-Object Namespace).Name | Should -Be ('lab', 'shop')
        (Get-KubeEvent -Type Warning | ConvertTo-Json -Depth 3 | ConvertFrom-Json).Reason | Should -Be 'BackOff'
        Get-KubePod web-1 | Select-Object Name, Status | ConvertTo-Csv | Select-Object -Last 1 | Should -Be '"web-1","CrashLoopBackOff"'
    }

    It 'heeds -ErrorAction and -ErrorVariable' {
        { Get-KubePod nope -ErrorAction Stop } | Should -Throw -ErrorId 'PodNotFound,*'
        Get-KubePod nope, web-1 -ErrorAction SilentlyContinue -ErrorVariable problems | Should -HaveCount 1
        $problems.FullyQualifiedErrorId | Should -BeLike 'PodNotFound,*'
    }

    It 'counts quantities as numbers' {
        (Get-KubeContainer -Restarted).MemoryLimit -gt '200Mi' | Should -BeTrue
        (Get-KubeContainer -Restarted).MemoryLimit * 2 | Should -Be '512Mi'
    }

    It 'shows a list of everything an object has' {
        Get-KubePod web-1 | Format-List * | Out-String | Should -Match '(?m)^Annotations'
        Get-KubePod web-1 | Format-List | Out-String | Should -Not -Match '(?m)^(Annotations|Spec)'
        Get-KubePod web-1 | Format-List | Out-String | Should -Match '(?m)^Created +: 2026-11-20 12:00:00Z'
    }
}

Describe 'On a screen' {
    It 'has a view for <_>' -ForEach @(
        'Get-KubePod', 'Get-KubeContainer', 'Get-KubeNode', 'Get-KubeEvent', 'Get-KubeWorkload', 'Get-KubeService', 'Get-KubeRestart', 'Get-KubeScheduling', 'Get-KubeSchedulingBlocker',
        'Get-KubeReference', 'Get-KubeRoute', 'Get-KubeCluster'
    ) {
        $lines = & $_ | Out-String -Width 80 -Stream

        # A table: its second line is underlined headers.
        ($lines | Where-Object { $_ })[1] | Should -Match '^[- ]+$'
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'has a wide view of pods' {
        Get-KubePod web-1 | Format-Table -View wide | Out-String -Width 160 | Should -Match 'worker-1'
    }

    It 'has no colour when it goes to a file' {
        $file = Join-Path $TestDrive 'out.txt'
        Get-KubePod > $file

        Get-Content $file -Raw | Should -Not -Match '\e'
    }
}

Describe 'The help' {
    It 'of <_> has a synopsis and an example' -ForEach (Import-PowerShellDataFile "$PSScriptRoot/../../RunbookTools.psd1").CmdletsToExport {
        $help = Get-Help $_ -Full

        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match '\[<CommonParameters>\]'
        @($help.examples.example).Count | Should -BeGreaterThan 0
    }
}
