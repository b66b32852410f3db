namespace RunbookTools.Sandbox.Store;

/// <summary>Something that happened to an object.</summary>
/// <param name="Type">What happened, in the words of a watch: <c>ADDED</c>, <c>MODIFIED</c> or <c>DELETED</c>.</param>
/// <param name="Object">The object after it.</param>
public sealed record StoreChange(string Type, IStoredObject Object);
