<#
.SYNOPSIS
    Writes the help of every command from the documentation in its source.
.DESCRIPTION
    The words are the XML documentation comments: the summary of a command's class is its synopsis, remarks its description, each example an
    example (code, then what it does), the summary of a property the parameter's. What a comment cannot know, parameter sets, types and positions,
    is asked of the command itself. Runs in runbook at build time, so it uses the language and .NET only.
.PARAMETER Documentation
    The XML documentation file of the compiler.
.PARAMETER OutFile
    The help file to write.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Documentation,

    [Parameter(Mandatory)]
    [string] $OutFile
)

$members = @{}
$document = [System.Xml.XmlDocument]::new()
$document.Load($Documentation)
foreach ($member in $document.SelectNodes('/doc/members/member')) {
    $members[$member.GetAttribute('name')] = $member
}

function Get-Text([System.Xml.XmlNode] $Node) {
    if ($null -eq $Node) {
        return ''
    }

    $parts = foreach ($child in $Node.ChildNodes) {
        if ($child.Name -eq 'see') {
            $reference = $child.GetAttribute('cref') + $child.GetAttribute('langword')
            ($reference -split '[.:]')[-1]
        }
        elseif ($child.NodeType -eq 'Text') {
            $child.Value
        }
        else {
            Get-Text $child
        }
    }

    ($parts -join '') -replace '\s+', ' '
}

function Get-Member([string] $Name) {
    $members[$Name]
}

function Get-Example([System.Xml.XmlNode] $Member) {
    foreach ($example in $Member.SelectNodes('example')) {
        # The compiler indents all but the first line as the comment is.
        $lines = $example.SelectSingleNode('code').InnerText.Trim() -split '\r?\n'
        $indents = $lines | ForEach-Object { $_.Length - $_.TrimStart().Length } | Where-Object { $_ -gt 0 }
        $indent = if ($lines.Count -gt 1 -and $lines[-1] -match '^( +)\S') { $Matches[1].Length } else { [System.Linq.Enumerable]::Min([int[]] (@($indents) + 99)) }
        $code = ($lines | ForEach-Object { if ($_.Length -ge $indent -and -not $_.Substring(0, $indent).Trim()) { $_.Substring($indent) } else { $_ } }) -join "`n"
        $words = (Get-Text $example.SelectSingleNode('para')).Trim()
        @{ Code = $code; Words = $words }
    }
}

$settings = [System.Xml.XmlWriterSettings]::new()
$settings.Indent = $true
$writer = [System.Xml.XmlWriter]::Create($OutFile, $settings)
$maml = 'http://schemas.microsoft.com/maml/2004/10'
$command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
$dev = 'http://schemas.microsoft.com/maml/dev/2004/10'

function Write-Para([string] $Text) {
    $writer.WriteElementString('maml', 'para', $maml, $Text.Trim())
}

function Write-Parameter($Parameter) {
    $property = $Parameter.Property
    $writer.WriteStartElement('command', 'parameter', $command)
    $writer.WriteAttributeString('required', "$($Parameter.Required)".ToLowerInvariant())
    $writer.WriteAttributeString('variableLength', 'true')
    $writer.WriteAttributeString('globbing', "$($Parameter.Globbing)".ToLowerInvariant())
    $writer.WriteAttributeString('pipelineInput', $Parameter.Pipeline)
    $writer.WriteAttributeString('position', $Parameter.Position)
    $writer.WriteAttributeString('aliases', $Parameter.Aliases)
    $writer.WriteElementString('maml', 'name', $maml, $property.Name)
    $writer.WriteStartElement('maml', 'description', $maml)
    Write-Para $Parameter.Words
    if ($Parameter.Values) {
        Write-Para "Values: $($Parameter.Values -join ', ')."
    }

    $writer.WriteEndElement()
    if ($property.PropertyType -ne [switch]) {
        $writer.WriteStartElement('command', 'parameterValue', $command)
        $writer.WriteAttributeString('required', 'true')
        $writer.WriteString($Parameter.TypeName)
        $writer.WriteEndElement()
    }

    $writer.WriteStartElement('dev', 'type', $dev)
    $writer.WriteElementString('maml', 'name', $maml, $Parameter.TypeName)
    $writer.WriteEndElement()
    if ($Parameter.Default) {
        $writer.WriteElementString('dev', 'defaultValue', $dev, $Parameter.Default)
    }

    $writer.WriteEndElement()
}

# What a parameter is when it is not given: the value a new command has. Nothing for switches, empty lists and the like, and what is required.
function Get-Default([System.Reflection.PropertyInfo] $Property, [bool] $Required, $Instance) {
    $value = if (-not $Required -and $Property.PropertyType -ne [switch]) { $Property.GetValue($Instance) }
    if ($value -is [string] -or $value -is [ValueType]) { "$value" } elseif ($value -is [string[]] -and $value.Count -gt 0) { $value -join ', ' } else { '' }
}

function Get-Parameter($Parameter, [type] $Type) {
    $property = $Type.GetProperty($Parameter.Name)
    $words = Get-Text (Get-Member "P:$($property.DeclaringType.FullName).$($property.Name)").SelectSingleNode('summary')
    $pipeline = @(if ($Parameter.ValueFromPipeline) { 'ByValue' }) + @(if ($Parameter.ValueFromPipelineByPropertyName) { 'ByPropertyName' })
    $inner = [Nullable]::GetUnderlyingType($property.PropertyType)
    $plain = if ($inner) { $inner } elseif ($property.PropertyType.IsArray) { $property.PropertyType.GetElementType() } else { $property.PropertyType }
    $set = $Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ValidateSetAttribute] }
    @{
        Property = $property
        Words    = $words
        Required = $Parameter.IsMandatory
        Globbing = @($Parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.SupportsWildcardsAttribute] }).Count -gt 0
        Pipeline = if ($pipeline) { "true ($($pipeline -join ', '))" } else { 'false' }
        Position = if ($Parameter.Position -ge 0) { "$($Parameter.Position)" } else { 'named' }
        Aliases  = if ($Parameter.Aliases) { $Parameter.Aliases -join ', ' } else { 'none' }
        Values   = if ($plain.IsEnum) { [Enum]::GetNames($plain) } elseif ($set) { $set.ValidValues } else { @() }
        Default  = Get-Default $property $Parameter.IsMandatory ([Activator]::CreateInstance($Type))
        TypeName = if ($inner) { $inner.Name } else { $property.PropertyType.Name }
    }
}

$common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
$writer.WriteStartElement('helpItems', 'http://msh')
$writer.WriteAttributeString('schema', 'maml')
foreach ($item in Get-Command -Module RunbookTools -CommandType Cmdlet) {
    $type = $item.ImplementingType
    $member = Get-Member "T:$($type.FullName)"
    $writer.WriteStartElement('command', 'command', $command)
    $writer.WriteAttributeString('xmlns', 'maml', $null, $maml)
    $writer.WriteAttributeString('xmlns', 'dev', $null, $dev)

    $writer.WriteStartElement('command', 'details', $command)
    $writer.WriteElementString('command', 'name', $command, $item.Name)
    $writer.WriteElementString('command', 'verb', $command, $item.Verb)
    $writer.WriteElementString('command', 'noun', $command, $item.Noun)
    $writer.WriteStartElement('maml', 'description', $maml)
    Write-Para (Get-Text $member.SelectSingleNode('summary'))
    $writer.WriteEndElement()
    $writer.WriteEndElement()

    $writer.WriteStartElement('maml', 'description', $maml)
    $paragraphs = @($member.SelectNodes('remarks/para'))
    if ($paragraphs.Count -eq 0) {
        $paragraphs = @(if ($member.SelectSingleNode('remarks')) { $member.SelectSingleNode('remarks') } else { $member.SelectSingleNode('summary') })
    }

    foreach ($paragraph in $paragraphs) {
        Write-Para (Get-Text $paragraph)
    }

    $writer.WriteEndElement()

    $writer.WriteStartElement('command', 'syntax', $command)
    foreach ($set in $item.ParameterSets) {
        $writer.WriteStartElement('command', 'syntaxItem', $command)
        $writer.WriteElementString('maml', 'name', $maml, $item.Name)
        $parameters = @($set.Parameters | Where-Object Name -NotIn $common)
        foreach ($parameter in @($parameters | Where-Object Position -GE 0) + @($parameters | Where-Object Position -LT 0)) {
            Write-Parameter (Get-Parameter $parameter $type)
        }

        $writer.WriteEndElement()
    }

    $writer.WriteEndElement()

    $writer.WriteStartElement('command', 'parameters', $command)
    $names = $item.Parameters.Keys | Where-Object { $_ -notin $common }
    foreach ($name in [System.Linq.Enumerable]::Order([string[]] $names)) {
        $first = @($item.ParameterSets.Parameters | Where-Object Name -EQ $name)[0]
        Write-Parameter (Get-Parameter $first $type)
    }

    $writer.WriteEndElement()

    $writer.WriteStartElement('command', 'inputTypes', $command)
    foreach ($piped in $item.Parameters.Values | Where-Object { $_.Attributes | Where-Object { $_ -is [Parameter] -and ($_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName) } }) {
        $writer.WriteStartElement('command', 'inputType', $command)
        $writer.WriteStartElement('dev', 'type', $dev)
        $writer.WriteElementString('maml', 'name', $maml, $piped.ParameterType.ToString())
        $writer.WriteEndElement()
        $writer.WriteStartElement('maml', 'description', $maml)
        Write-Para (Get-Parameter (@($item.ParameterSets.Parameters | Where-Object Name -EQ $piped.Name)[0]) $type).Words
        $writer.WriteEndElement()
        $writer.WriteEndElement()
    }

    $writer.WriteEndElement()

    $writer.WriteStartElement('command', 'returnValues', $command)
    foreach ($output in @($item.OutputType.Name) + @(if (-not $item.OutputType) { 'None' })) {
        $writer.WriteStartElement('command', 'returnValue', $command)
        $writer.WriteStartElement('dev', 'type', $dev)
        $writer.WriteElementString('maml', 'name', $maml, $output)
        $writer.WriteEndElement()
        $writer.WriteEndElement()
    }

    $writer.WriteEndElement()

    $writer.WriteStartElement('command', 'examples', $command)
    $number = 0
    foreach ($example in Get-Example $member) {
        $number++
        $writer.WriteStartElement('command', 'example', $command)
        $writer.WriteElementString('maml', 'title', $maml, "-------------------------- Example $number --------------------------")
        $writer.WriteElementString('dev', 'code', $dev, $example.Code)
        $writer.WriteStartElement('dev', 'remarks', $dev)
        Write-Para $example.Words
        $writer.WriteEndElement()
        $writer.WriteEndElement()
    }

    $writer.WriteEndElement()
    $writer.WriteEndElement()
}

$writer.WriteEndElement()
$writer.Dispose()
