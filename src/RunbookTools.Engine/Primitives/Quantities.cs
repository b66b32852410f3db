using System.Globalization;

namespace RunbookTools.Engine.Primitives;

/// <summary>Amounts of resources as people say them.</summary>
internal static class Quantities
{
    private static readonly string[] s_suffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];

    /// <summary><c>9.1Gi memory</c>, <c>500m cpu</c>, <c>2 nvidia.com/gpu</c>.</summary>
    public static string Describe(string resource, decimal amount) => $"{Write(resource, amount)} {resource}";

    /// <summary>Bytes in the largest unit that leaves one or more of it, rounded to a tenth; CPU below a core in thousandths.</summary>
    public static string Write(string resource, decimal amount)
    {
        if (!IsBytes(resource))
        {
            return resource == "cpu" && Math.Abs(amount) < 1 && amount != 0
                ? $"{Math.Round(amount * 1000).ToString(CultureInfo.InvariantCulture)}m"
                : amount.ToString("0.##", CultureInfo.InvariantCulture);
        }

        var step = 0;
        while (Math.Abs(amount) >= 1024 && step < s_suffixes.Length - 1)
        {
            amount /= 1024;
            step++;
        }

        return amount.ToString(step == 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + s_suffixes[step];
    }

    /// <summary>The amount as a quantity, with the kind of suffix the resource is written with.</summary>
    public static KubeQuantity Of(string resource, decimal amount) => new(amount, IsBytes(resource));

    private static bool IsBytes(string resource) =>
        resource is "memory" or "ephemeral-storage" or "storage" || resource.StartsWith("hugepages-", StringComparison.Ordinal);
}
