using System.Collections;
using System.Management.Automation;

namespace RunbookTools.Commands;

/// <summary>
/// Turns names of an enumeration into its values. The engine would, too, but in a playbook, whose language is constrained, it throws its conversions away each
/// time it converts an argument (System.Management.Automation, ExecutionContext.LanguageMode).
/// </summary>
/// <typeparam name="T">The enumeration.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EnumTransformationAttribute<T> : ArgumentTransformationAttribute
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData.Unwrap() switch
    {
        string name => Value(name) is { } value ? value : inputData,
        IEnumerable names => names.Cast<object?>().Select(item => item.Unwrap()).Select(item => item is string name ? Value(name) : item as T?).ToList() is var values && values.TrueForAll(value => value.HasValue)
            ? values.ConvertAll(value => value!.Value).ToArray()
            : inputData,
        _ => inputData,
    };

    // What is no name of it the engine refuses, with the names there are.
    private static T? Value(string name) => Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
