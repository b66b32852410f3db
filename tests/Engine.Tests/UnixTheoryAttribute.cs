namespace Engine.Tests;

/// <summary>A theory that needs a POSIX shell; skipped on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "There is no POSIX shell." : null;
}
