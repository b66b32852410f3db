using System.Collections.Concurrent;

namespace RunbookTools.Sandbox;

/// <summary>The requests a server was asked, in the order they came.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<RequestRecord> _requests = new();

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<RequestRecord> Requests => [.. _requests];

    /// <summary>How many there were.</summary>
    public int Count => _requests.Count;

    /// <summary>How often a path was asked for, whatever its query.</summary>
    public int CountOf(string path) => _requests.Count(request => request.Path == path);

    /// <summary>Forgets them.</summary>
    public void Clear() => _requests.Clear();

    internal void Add(RequestRecord request) => _requests.Enqueue(request);
}
