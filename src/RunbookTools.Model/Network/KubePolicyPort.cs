namespace RunbookTools.Model;

/// <summary>A port of a network policy rule.</summary>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
/// <param name="Port">A number or a name; null means every port.</param>
/// <param name="EndPort">The end of a range; null for one port.</param>
public sealed record KubePolicyPort(string Protocol, string? Port, int? EndPort);
