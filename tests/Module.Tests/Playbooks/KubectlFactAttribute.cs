namespace Module.Tests.Playbooks;

/// <summary>A test that runs kubectl. Skipped, with the reason printed, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute()
    {
        if (!KubectlCommand.IsThere)
        {
            Skip = "there is no kubectl on the path, or no /bin/sh";
        }
    }
}
