BeforeAll {
    $script:Root = Resolve-Path "$PSScriptRoot/../.."
    $script:Manifest = Join-Path $Root 'RunbookTools.psd1'
    Import-Module $Manifest -Force
}

Describe 'The manifest' {
    It 'is valid' {
        { Test-ModuleManifest $Manifest -ErrorAction Stop -WarningAction Stop } | Should -Not -Throw
    }

    It 'exports every command there is a file for, by name' {
        $inFiles = Get-ChildItem "$Root/src/RunbookTools/Commands/*Command.cs" | Select-String -Pattern '\[Cmdlet\((?:Verbs\w+\.)?"?(\w+)"?, "(\w+)"' |
            ForEach-Object { '{0}-{1}' -f $_.Matches[0].Groups[1].Value, $_.Matches[0].Groups[2].Value } | Sort-Object
        $data = Import-PowerShellDataFile $Manifest

        $data.CmdletsToExport | Sort-Object | Should -Be $inFiles
        $data.CmdletsToExport + $data.FunctionsToExport + $data.AliasesToExport + $data.VariablesToExport | Should -Not -Match '\*'
    }

    It 'names files that exist' {
        (Import-PowerShellDataFile $Manifest).FormatsToProcess | ForEach-Object { Join-Path $Root $_ | Should -Exist }
    }

    It 'gives commands approved verbs and singular nouns' {
        $verbs = (Get-Verb).Verb
        foreach ($command in Get-Command -Module RunbookTools) {
            $command.Verb | Should -BeIn $verbs
            $command.Noun | Should -Not -Match '[^si]s$'
        }
    }
}

Describe 'The package' {
    BeforeAll {
        Push-Location $Root
        dotnet msbuild src/RunbookTools -nologo -t:PackModule -p:Configuration=Release | Out-Null
        Pop-Location
        $script:Package = Join-Path $Root 'out/RunbookTools'
    }

    It 'holds what the module needs and nothing else' {
        'RunbookTools.psd1', 'RunbookTools.dll-Help.xml', 'en-US/about_RunbookTools.help.txt', 'module/bin/RunbookTools.dll',
        'module/bin/engine/RunbookTools.Engine.dll', 'module/RunbookTools.Format.ps1xml', 'playbooks/causes.psd1', 'module/samples/checkout-outage' |
            ForEach-Object { Join-Path $Package $_ | Should -Exist }
        'src', 'tests', 'build.ps1', 'RunbookTools.slnx' | ForEach-Object { Join-Path $Package $_ | Should -Not -Exist }
        Get-ChildItem $Package -Recurse -Filter *.pdb | Should -BeNullOrEmpty
    }

    It 'works from its own folder' {
        $name = pwsh -NoProfile -NonInteractive -Command "Import-Module '$Package/RunbookTools.psd1'; (Invoke-Triage -Snapshot '$Package/module/samples/checkout-outage').Findings[0].Cause"

        $name | Should -Be 'MemoryLimitTooLow'
    }

    It 'is taken by Publish-PSResource and Save-PSResource' -Skip:(-not (Get-Command Publish-PSResource -ErrorAction Ignore)) {
        $gallery = New-Item -ItemType Directory (Join-Path $TestDrive 'gallery')
        $target = New-Item -ItemType Directory (Join-Path $TestDrive 'installed')
        $repository = "RunbookTools-$([guid]::NewGuid())"
        Register-PSResourceRepository -Name $repository -Uri $gallery.FullName -Trusted
        try {
            Publish-PSResource -Path $Package -Repository $repository
            Save-PSResource -Name RunbookTools -Repository $repository -Path $target.FullName -TrustRepository

            Get-ChildItem $target.FullName -Recurse -Filter RunbookTools.psd1 | Should -HaveCount 1
        }
        finally {
            Unregister-PSResourceRepository -Name $repository
        }
    }
}
