namespace Engine.Tests;

/// <summary>Paths in the checkout the tests run from.</summary>
internal static class Repository
{
    /// <summary>The checkout's root: the nearest parent with the manifest.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The bundled sample.</summary>
    public static string Sample { get; } = Path.Combine(Root, "module", "samples", "checkout-outage");

    /// <summary>The folder of real bundles beside the checkout; it may be absent.</summary>
    public static string SharedBundles { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "bundles"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RunbookTools.psd1")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside a checkout of the repository.");
    }
}
