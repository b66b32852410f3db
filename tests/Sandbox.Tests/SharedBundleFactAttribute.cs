namespace Sandbox.Tests;

/// <summary>A test that reads what a real server answered, where it is. Skipped, with the reason printed, when it is absent.</summary>
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
