using System.Text.Json;
using RunbookTools.Sandbox.Selectors;
using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>Which objects of a kind a list or a watch is about.</summary>
internal sealed class ObjectFilter
{
    private readonly LabelSelector _labels;
    private readonly FieldSelector _fields;
    private readonly string? _name;

    /// <summary>Makes a filter.</summary>
    /// <exception cref="ApiRefusalException">A selector makes no sense.</exception>
    public ObjectFilter(ResourceKind kind, ListOptions options, string? name)
    {
        _labels = LabelSelector.Parse(options.LabelSelector);
        _fields = FieldSelector.Parse(options.FieldSelector, kind);
        _name = name;
    }

    /// <summary>True when every object passes.</summary>
    public bool IsEmpty => _labels.IsEmpty && _fields.IsEmpty && _name is null;

    /// <summary>True when the object passes.</summary>
    public bool Passes(IStoredObject item, ObjectWriter writer)
    {
        if (_name is not null && item.Name != _name)
        {
            return false;
        }

        if (_labels.IsEmpty && _fields.IsEmpty)
        {
            return true;
        }

        using JsonDocument document = writer.Read(item);
        return _labels.Matches(document.RootElement) && _fields.Matches(document.RootElement);
    }
}
