namespace RunbookTools.Model;

/// <summary>What a workload wanted to make and was not allowed to: pods, claims or jobs that were refused, by whom and why.</summary>
/// <param name="Workload">The workload that lacks them, at the top of the owner chain.</param>
/// <param name="Object">The object that the refusal is written on: a replica set's events tell of a deployment's pods.</param>
/// <param name="Resource">What was refused: <c>pods</c>, <c>persistentvolumeclaims</c>, <c>jobs.batch</c>.</param>
/// <param name="By">Who refused.</param>
/// <param name="Subject">The name of the quota, webhook, policy, account or class; null when the message names none.</param>
/// <param name="Message">The API server's words, without what the controller put before them.</param>
/// <param name="Count">How often it was refused.</param>
/// <param name="FirstSeen">When it was first refused (UTC); null when not written.</param>
/// <param name="LastSeen">When it was last refused (UTC); null when not written.</param>
/// <param name="IsOver">True when the workload has what it wanted by now.</param>
public sealed record KubeRefusal(
    KubeTarget Workload, KubeTarget Object, string Resource, Refuser By, string? Subject, string Message, int Count,
    DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen, bool IsOver);
