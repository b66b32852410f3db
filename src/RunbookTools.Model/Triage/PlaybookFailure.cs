namespace RunbookTools.Model;

/// <summary>A playbook that did not run to its end. The others did.</summary>
/// <param name="Playbook">The playbook.</param>
/// <param name="Object">What it was run on.</param>
/// <param name="ErrorId">The id of the error.</param>
/// <param name="Message">What went wrong and what to do.</param>
public sealed record PlaybookFailure(string Playbook, KubeTarget? Object, string ErrorId, string Message);
