namespace Engine.Tests;

/// <summary>A test that needs a POSIX shell; skipped on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "There is no POSIX shell." : null;
}
