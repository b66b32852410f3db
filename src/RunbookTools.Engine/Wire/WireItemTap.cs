namespace RunbookTools.Engine.Wire;

/// <summary>Sees each object as it was written, when it has been read: for who wants to keep more of it than the record does.</summary>
/// <param name="json">The object's JSON, valid for the time of the call. It may lack <c>kind</c> and <c>apiVersion</c>, as items of lists do.</param>
/// <param name="kind">The kind, as Kubernetes writes it, from the object, its list or the source.</param>
/// <param name="apiVersion">Group and version; empty when neither the object nor its list says.</param>
/// <param name="item">The record it was read as.</param>
public delegate void WireItemTap(ReadOnlySpan<byte> json, string kind, string apiVersion, KubeObject item);
