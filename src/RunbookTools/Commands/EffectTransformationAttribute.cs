using System.Management.Automation;

namespace RunbookTools.Commands;

/// <summary>
/// Turns the name of an effect into the effect. The engine would, too, but in a playbook, whose language is constrained, it throws its conversions away each
/// time it converts an argument (System.Management.Automation, ExecutionContext.LanguageMode), and evidence is what playbooks are made of.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EffectTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && Enum.TryParse<EvidenceEffect>(text, ignoreCase: true, out var effect) && Enum.IsDefined(effect)
            ? effect
            : inputData;
}
