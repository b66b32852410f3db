namespace RunbookTools.Host;

/// <summary>Finds the module this program runs.</summary>
internal static class ModuleLocator
{
    private const string Manifest = "RunbookTools.psd1";

    /// <summary>
    /// The manifest's path: what RUNBOOKTOOLS_MODULE names (a file or its folder), else the nearest parent folder of the program that has
    /// one, as in a checkout and where program and module are packed together.
    /// </summary>
    /// <returns>The full path; null when there is none.</returns>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("RUNBOOKTOOLS_MODULE") is { Length: > 0 } given)
        {
            var path = Path.GetFullPath(Directory.Exists(given) ? Path.Combine(given, Manifest) : given);
            return File.Exists(path) ? path : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var path in new[] { Path.Combine(folder.FullName, Manifest), Path.Combine(folder.FullName, "RunbookTools", Manifest) })
            {
                if (File.Exists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }
}
