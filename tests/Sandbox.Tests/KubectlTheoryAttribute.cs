namespace Sandbox.Tests;

/// <summary>A test that runs kubectl. Skipped, with the reason printed, where there is none on the path.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KubectlTheoryAttribute : TheoryAttribute
{
    private bool _needsBundles;

    public KubectlTheoryAttribute()
    {
        if (Kubectl.Path is null)
        {
            Skip = "there is no kubectl on the path";
        }
    }

    /// <summary>True when the test reads a real bundle where it is, too.</summary>
    public bool NeedsBundles
    {
        get => _needsBundles;
        set
        {
            _needsBundles = value;
            if (value && !Directory.Exists(Repository.SharedBundles))
            {
                Skip = $"no bundles at {Repository.SharedBundles}";
            }
        }
    }
}
