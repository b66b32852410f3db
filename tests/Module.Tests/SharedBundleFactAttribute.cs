namespace Module.Tests;

/// <summary>A test that reads a real bundle where it is. Skipped, with the reason printed, when it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedBundleFactAttribute : FactAttribute
{
    private static readonly string s_bundles = Path.GetFullPath(Path.Combine(ModuleShell.Root, "..", "shared", "bundles"));

    public SharedBundleFactAttribute()
    {
        if (!Directory.Exists(s_bundles))
        {
            Skip = $"no bundles at {s_bundles}";
        }
    }
}
