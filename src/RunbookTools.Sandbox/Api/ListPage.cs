using RunbookTools.Sandbox.Store;

namespace RunbookTools.Sandbox.Api;

/// <summary>The objects one answer to a list holds.</summary>
internal sealed class ListPage
{
    private readonly IReadOnlyList<IStoredObject> _items;
    private readonly int _start;

    private ListPage(IReadOnlyList<IStoredObject> items, int start, int count, int remaining)
    {
        _items = items;
        _start = start;
        Count = count;
        Remaining = remaining;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>How many follow on later pages; with a selector only whether there are more.</summary>
    public int Remaining { get; }

    /// <summary>One of them.</summary>
    public IStoredObject this[int index] => _items[_start + index];

    /// <summary>Chooses them.</summary>
    /// <param name="items">All objects.</param>
    /// <param name="start">Where the page begins.</param>
    /// <param name="limit">How many at most; 0 for all.</param>
    /// <param name="filter">Which objects are wanted.</param>
    /// <param name="writer">Reads objects for the filter.</param>
    public static ListPage Of(IReadOnlyList<IStoredObject> items, int start, long limit, ObjectFilter filter, ObjectWriter writer)
    {
        var all = items.Count - start;
        if (filter.IsEmpty)
        {
            var count = limit > 0 ? (int)Math.Min(limit, all) : all;
            return new ListPage(items, start, count, all - count);
        }

        var found = new List<IStoredObject>();
        for (var i = start; i < items.Count; i++)
        {
            if (!filter.Passes(items[i], writer))
            {
                continue;
            }

            if (limit > 0 && found.Count == limit)
            {
                return new ListPage(found, 0, found.Count, 1);
            }

            found.Add(items[i]);
        }

        return new ListPage(found, 0, found.Count, 0);
    }
}
