using System.Management.Automation;
using RunbookTools.Playbooks;

namespace RunbookTools.Commands;

/// <summary>What commands share that look playbooks up.</summary>
public abstract class PlaybookCatalogCommand : KubeCommand
{
    /// <summary>A folder of playbooks, or one file, in place of the module's own.</summary>
    [Parameter]
    [Alias("PlaybookPath")]
    public string? Library { get; set; }

    /// <summary>The playbooks to choose from.</summary>
    internal PlaybookCatalog Catalog { get; private set; } = PlaybookCatalog.Shipped;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Library is null)
        {
            return;
        }

        var path = GetUnresolvedProviderPathFromPSPath(Library);
        if (!Path.Exists(path))
        {
            Fail("LibraryNotFound", ErrorCategory.ObjectNotFound, path, $"There is no folder or file '{path}'.");
        }

        Catalog = PlaybookCatalog.Load(path);
        foreach (var failure in Catalog.Failures)
        {
            WriteFailure(failure.ErrorId, ErrorCategory.InvalidData, failure.Playbook, failure.Message);
        }
    }

    /// <summary>Playbooks of a name; an exact name that is absent is an error.</summary>
    internal IEnumerable<PlaybookScript> Find(string pattern)
    {
        var found = Catalog.Find(pattern).ToList();
        if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            WriteFailure("PlaybookNotFound", ErrorCategory.ObjectNotFound, pattern, Catalog.WhyNot(pattern));
        }

        return found;
    }
}
