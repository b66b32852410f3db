namespace Engine.Tests;

/// <summary>A test that reads a real bundle where it is. Skipped, with the reason printed, when it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedBundleFactAttribute : FactAttribute
{
    public SharedBundleFactAttribute()
    {
        if (!Directory.Exists(Repository.SharedBundles))
        {
            Skip = $"no bundles at {Repository.SharedBundles}";
        }
    }
}
