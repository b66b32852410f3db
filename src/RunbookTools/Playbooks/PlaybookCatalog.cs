using System.Management.Automation;
using RunbookTools.Engine.Primitives;

namespace RunbookTools.Playbooks;

/// <summary>The playbooks of a folder and the causes they speak of.</summary>
internal sealed class PlaybookCatalog
{
    private static readonly Lock s_reading = new();
    private static (PlaybookCatalog Catalog, (int Files, DateTime Newest) State)? s_shipped;

    private PlaybookCatalog(IReadOnlyList<PlaybookScript> scripts, CauseTable causes, IReadOnlyList<PlaybookFailure> failures)
    {
        Scripts = scripts;
        Causes = causes;
        Failures = failures;
    }

    /// <summary>The folder of the playbooks that come with the module.</summary>
    public static string ShippedFolder { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(PlaybookCatalog).Assembly.Location)!, "..", "..", "playbooks"));

    /// <summary>The playbooks that come with the module, read once, and again when somebody who writes one has changed a file.</summary>
    public static PlaybookCatalog Shipped
    {
        get
        {
            var state = StateOf(ShippedFolder);
            lock (s_reading)
            {
                if (s_shipped is not { } shipped || shipped.State != state)
                {
                    s_shipped = shipped = (Load(ShippedFolder), state);
                }

                return shipped.Catalog;
            }
        }
    }

    /// <summary>The playbooks, ordered by id.</summary>
    public IReadOnlyList<PlaybookScript> Scripts { get; }

    /// <summary>The causes.</summary>
    public CauseTable Causes { get; }

    /// <summary>Files that are no playbooks, and why.</summary>
    public IReadOnlyList<PlaybookFailure> Failures { get; }

    /// <summary>Reads the playbooks of a folder, or one file. Causes come from its <c>causes.psd1</c>, or else from the module's.</summary>
    public static PlaybookCatalog Load(string path)
    {
        var scripts = new List<PlaybookScript>();
        var failures = new List<PlaybookFailure>();
        var files = File.Exists(path) ? [path] : Directory.Exists(path) ? Directory.GetFiles(path, "*.ps1", SearchOption.AllDirectories) : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                scripts.Add(PlaybookScript.Load(file));
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                failures.Add(new PlaybookFailure(Path.GetFileNameWithoutExtension(file), null, "PlaybookUnreadable", exception.Message));
            }
        }

        var causes = CauseTable.Empty;
        try
        {
            causes = new[] { Path.Combine(path, "causes.psd1"), Path.Combine(ShippedFolder, "causes.psd1") }.FirstOrDefault(File.Exists) is { } file ? CauseTable.Load(file) : causes;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            failures.Add(new PlaybookFailure("causes", null, "CausesUnreadable", exception.Message));
        }

        return new PlaybookCatalog([.. scripts.OrderBy(script => script.Info.Id, StringComparer.OrdinalIgnoreCase)], causes, failures);
    }

    private static (int Files, DateTime Newest) StateOf(string folder)
    {
        var files = Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles("*.ps*1", SearchOption.AllDirectories) : [];
        return (files.Length, files.Select(file => file.LastWriteTimeUtc).DefaultIfEmpty().Max());
    }

    /// <summary>Playbooks whose id or name matches a pattern.</summary>
    public IEnumerable<PlaybookScript> Find(string pattern)
    {
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return Scripts.Where(script => wildcard.IsMatch(script.Info.Id) || wildcard.IsMatch(script.Info.Name));
    }

    /// <summary>Why a playbook cannot be found by a name that is written out, with the one that was probably meant.</summary>
    public string WhyNot(string name)
    {
        var near = Names.NearMiss(name, Scripts.SelectMany(script => new[] { script.Info.Id, script.Info.Name }));
        return $"There is no playbook '{name}'.{(near is null ? " Get-Playbook lists them." : $" Is {near} meant?")}";
    }

    /// <summary>Why nothing is found by the id of a symptom, with the one that was probably meant; null when a playbook looks into it.</summary>
    public string? WhyNoSymptom(string symptom)
    {
        var symptoms = Scripts.SelectMany(script => script.Info.Symptoms).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return symptoms.Contains(symptom) ? null
            : $"No playbook looks into a symptom '{symptom}'.{(Names.NearMiss(symptom, symptoms) is { } near ? $" Is {near} meant?" : " (Get-Playbook).Symptoms lists them.")}";
    }
}
