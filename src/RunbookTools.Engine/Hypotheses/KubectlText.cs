namespace RunbookTools.Engine.Hypotheses;

/// <summary>Writes parts of a kubectl command line so that names from a cluster, which are untrusted, cannot end up as shell.</summary>
public static class KubectlText
{
    /// <summary><c> -n shop</c>, or nothing for cluster-scoped objects.</summary>
    public static string Namespace(string? ns) => ns is null ? "" : " -n " + Quote(ns);

    /// <summary><c>deploy/payments</c>: the shortest name kubectl knows for the kind, and the name.</summary>
    public static string Reference(KubeTarget target) => Kind(target.Kind) + "/" + Quote(target.Name);

    /// <summary>The shortest name kubectl knows for a kind.</summary>
    public static string Kind(string kind)
    {
        var known = KindTable.Find(kind);
        return known is null ? Quote(kind.ToLowerInvariant()) : known.ShortNames.Count > 0 && known.Kind != "Pod" && known.Kind != "Node" ? known.ShortNames[0] : known.Kind.ToLowerInvariant();
    }

    /// <summary>The text as one shell word: as it is when plain, in single quotes otherwise.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || "._-:/@%+=,".Contains(character, StringComparison.Ordinal))
            ? text
            : "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
