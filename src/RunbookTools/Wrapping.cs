using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace RunbookTools;

/// <summary>What PowerShell wraps the objects of a pipeline in.</summary>
internal static class Wrapping
{
    /// <summary>The object itself; null for null.</summary>
    [return: NotNullIfNotNull(nameof(item))]
    public static object? Unwrap(this object? item) => item is PSObject wrapped ? wrapped.BaseObject : item;
}
