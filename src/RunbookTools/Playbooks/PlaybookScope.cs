using System.Management.Automation.Language;

namespace RunbookTools.Playbooks;

/// <summary>What a running playbook knows: which reads came back empty because something could not be read.</summary>
internal sealed class PlaybookScope
{
    private readonly List<(int Line, int Column, CoverageGap Gap)> _gaps = [];

    /// <summary>Notes that the command at a position of the script needed something that could not be read.</summary>
    public void AddGap(int line, int column, CoverageGap gap) => _gaps.Add((line, column, gap));

    /// <summary>Gaps that commands within a part of the script met.</summary>
    public IEnumerable<CoverageGap> GapsWithin(IScriptExtent extent) => _gaps
        .Where(entry => (entry.Line, entry.Column).CompareTo((extent.StartLineNumber, extent.StartColumnNumber)) >= 0
            && (entry.Line, entry.Column).CompareTo((extent.EndLineNumber, extent.EndColumnNumber)) < 0)
        .Select(entry => entry.Gap);
}
