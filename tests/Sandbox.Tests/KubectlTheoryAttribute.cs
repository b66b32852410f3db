namespace Sandbox.Tests;

/// <summary>A test that runs kubectl. Skipped, with the reason printed, where there is none on the path.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute()
    {
        if (Kubectl.Path is null)
        {
            Skip = "there is no kubectl on the path";
        }
    }
}
