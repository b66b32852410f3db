using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;

namespace RunbookTools.Playbooks;

/// <summary>
/// The commands that a playbook calls, for the script that <see cref="RunnerText"/> made of it: <c>$__runner.Call('Get-KubePod', 3, $Target)</c>. A command of a pipeline
/// takes the engine ten times as long to call as most of them take to answer. The language of a playbook allows no methods; this one is bound here, and does nothing
/// that the playbook could not do by calling the command.
/// </summary>
internal sealed class PlaybookCalls : IDynamicMetaObjectProvider
{
    /// <summary>The name of the variable.</summary>
    public const string Variable = "__runner";

    /// <summary>The name of the method.</summary>
    public const string Method = "Call";

    private static readonly MethodInfo s_call = typeof(PlaybookCalls).GetMethod(nameof(Call), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>The playbook that runs; null between two.</summary>
    internal PlaybookJob? Job { get; set; }

    /// <inheritdoc/>
    public DynamicMetaObject GetMetaObject(Expression parameter) => new Binder(parameter, this);

    // The name, which is there for who reads the script and for EvidenceFlow, the number of the call, then its arguments.
    private object Call(object?[] arguments)
    {
        var job = Job ?? throw new InvalidOperationException("No playbook is running.");
        var number = (int)arguments[1]!;
        return job.Script.Calls[number].Run(arguments.AsSpan(2), () => job.Scope.Flow?.PositionOf(number) ?? default, job.Stopping);
    }

    private sealed class Binder(Expression parameter, PlaybookCalls calls) : DynamicMetaObject(parameter, BindingRestrictions.GetTypeRestriction(parameter, typeof(PlaybookCalls)), calls)
    {
        public override DynamicMetaObject BindInvokeMember(InvokeMemberBinder binder, DynamicMetaObject[] args) => binder.Name == Method && args.Length >= 2
            ? new(
                System.Linq.Expressions.Expression.Call(
                    System.Linq.Expressions.Expression.Convert(Expression, typeof(PlaybookCalls)), s_call,
                    System.Linq.Expressions.Expression.NewArrayInit(typeof(object), args.Select(argument => System.Linq.Expressions.Expression.Convert(argument.Expression, typeof(object))))),
                Restrictions)
            : base.BindInvokeMember(binder, args);
    }
}
