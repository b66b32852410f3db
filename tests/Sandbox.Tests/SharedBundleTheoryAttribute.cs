namespace Sandbox.Tests;

/// <summary>The same for a test with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedBundleTheoryAttribute : TheoryAttribute
{
    public SharedBundleTheoryAttribute()
    {
        if (!Directory.Exists(Repository.SharedBundles))
        {
            Skip = $"no bundles at {Repository.SharedBundles}";
        }
    }
}
