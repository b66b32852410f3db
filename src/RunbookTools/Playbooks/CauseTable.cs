using System.Collections;
using System.Collections.Frozen;
using System.Management.Automation.Language;

namespace RunbookTools.Playbooks;

/// <summary>The one list of causes, <c>causes.psd1</c> beside the playbooks.</summary>
internal sealed class CauseTable
{
    private readonly FrozenDictionary<string, Cause> _causes;

    private CauseTable(IEnumerable<Cause> causes) => _causes = causes.ToFrozenDictionary(cause => cause.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>A table without causes.</summary>
    public static CauseTable Empty { get; } = new([]);

    /// <summary>Every cause.</summary>
    public IEnumerable<Cause> All => _causes.Values;

    /// <summary>The cause of that id; null when it is not listed.</summary>
    public Cause? Find(string id) => _causes.GetValueOrDefault(id);

    /// <summary>Reads the list. It is data: nothing in it is run.</summary>
    /// <exception cref="InvalidDataException">The file is not a table of causes.</exception>
    public static CauseTable Load(string path)
    {
        var ast = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0)
        {
            throw new InvalidDataException($"{path}: {errors[0].Message}");
        }

        var table = ast.Find(node => node is HashtableAst, searchNestedScriptBlocks: false) as HashtableAst;
        return table?.SafeGetValue() is Hashtable entries
            ? new CauseTable(entries.Cast<DictionaryEntry>().Select(entry => Read(path, (string)entry.Key, entry.Value as Hashtable)))
            : throw new InvalidDataException($"{path}: a table of causes was expected");
    }

    private static Cause Read(string path, string id, Hashtable? entry) =>
        entry?["Meaning"] is string meaning
        && Enum.TryParse<FaultDomain>(entry["Domain"] as string, out var domain)
        && Enum.TryParse<Severity>(entry["Severity"] as string, out var severity)
            ? new Cause(id, meaning, domain, severity)
            : throw new InvalidDataException($"{path}: {id} needs Meaning, Domain ({string.Join(", ", Enum.GetNames<FaultDomain>())}) and Severity ({string.Join(", ", Enum.GetNames<Severity>())})");
}
