using System.Globalization;
using System.Management.Automation;

namespace RunbookTools.Commands;

/// <summary>Lets a time span be written as kubectl takes it: <c>90s</c>, <c>30m</c>, <c>2h</c>, <c>1d</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AgeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData.Unwrap();
        if (value is not string { Length: > 1 } text
            || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return inputData;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            'd' => TimeSpan.FromDays(number),
            _ => inputData,
        };
    }
}
