namespace RunbookTools.Engine.Wire;

/// <summary>Makes one object of a known kind from its JSON.</summary>
/// <param name="json">The object, well-formed.</param>
/// <param name="apiVersion">Group and version, from the object or its list; empty when neither says.</param>
/// <param name="kind">The kind, from the object, its list or the source.</param>
/// <param name="context">What the document is part of.</param>
/// <exception cref="System.Text.Json.JsonException">A field is of the wrong type.</exception>
/// <exception cref="FormatException">What the kind must have is absent; the message is a clause about the object.</exception>
internal delegate KubeObject WireItemReader(ReadOnlySpan<byte> json, string apiVersion, string kind, WireContext context);
