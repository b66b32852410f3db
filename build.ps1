#Requires -Version 7.6
<#
.SYNOPSIS
    Builds, tests and packs the module.
.DESCRIPTION
    What is built, and what belongs in a package, the projects say; this script only names the steps. The tests of scripts run in a pwsh of
    their own, for a session that has imported the module keeps its files open.
.PARAMETER Task
    Build        the module and runbook; after it, Import-Module ./RunbookTools.psd1 works. The default.
    Test         what README.md says, then TestScripts.
    TestScripts  Pester, then Lint. Needs a build.
    Pester       the tests of the module in this pwsh (tests/Pester).
    Lint         PSScriptAnalyzer on every script of the repository.
    Package      out/RunbookTools, a folder that Publish-PSResource and Install-PSResource take.
.EXAMPLE
    ./build.ps1

    Builds.
.EXAMPLE
    ./build.ps1 -Task Test

    Runs all tests. Pester and PSScriptAnalyzer are installed for the current user when they are absent.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'TestScripts', 'Pester', 'Lint', 'Package')]
    [string] $Task = 'Build'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

function Install-Tool([string] $Name, [version] $MinimumVersion) {
    if (-not (Get-Module $Name -ListAvailable | Where-Object Version -GE $MinimumVersion)) {
        Install-PSResource -Name $Name -Version "[$MinimumVersion,)" -Repository PSGallery -Scope CurrentUser -TrustRepository
    }
}

function Build { dotnet build -c Release }

function Test {
    dotnet test -c Release
    TestScripts
}

function TestScripts {
    Pester
    Lint
}

function Pester {
    Install-Tool Pester 5.7.1
    # Where pwsh is a .NET tool, the process is dotnet.
    $self = [Environment]::ProcessPath
    & $(if ((Split-Path -LeafBase $self) -eq 'pwsh') { $self } else { 'pwsh' }) -NoProfile -NonInteractive -Command {
        Import-Module Pester -MinimumVersion 5.7.1 -MaximumVersion 5.999
        Invoke-Pester -Configuration @{
            Run    = @{ Path = 'tests/Pester'; Exit = $true }
            Output = @{ Verbosity = 'Detailed' }
        }
    }
}

function Lint {
    Install-Tool PSScriptAnalyzer 1.24.0
    $scripts = Get-ChildItem -Path build.ps1, *.psd1, module, playbooks, src, tests -Recurse -Include *.ps1, *.psm1, *.psd1 |
        Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
    $findings = @($scripts | Invoke-ScriptAnalyzer -Settings PSScriptAnalyzerSettings.psd1)
    $findings | Format-Table RuleName, Severity, ScriptName, Line, Message -Wrap | Out-Host
    if ($findings) {
        throw "PSScriptAnalyzer has $($findings.Count) findings."
    }
    "PSScriptAnalyzer: $($scripts.Count) scripts, no findings"
}

function Package {
    # For every platform: without the native code of this one.
    dotnet build -c Release -p:Precompile=false
    dotnet msbuild src/RunbookTools -nologo -t:PackModule -p:Configuration=Release
}

Push-Location $PSScriptRoot
try {
    & $Task
}
finally {
    Pop-Location
}
