namespace Sandbox.Tests.Live;

/// <summary>A test against a real cluster. Skipped, with the reason printed, unless a variable names the kubeconfig of one.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealClusterFactAttribute : FactAttribute
{
    public const string Variable = "RUNBOOKTOOLS_TEST_KUBECONFIG";

    public RealClusterFactAttribute()
    {
        if (KubeConfig is null)
        {
            Skip = $"no real cluster: {Variable} is not set";
        }
    }

    public static string? KubeConfig { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;
}
