using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Checks.Budgets;

/// <summary>A function whose copies nobody limits.</summary>
/// <param name="Name">What a reader calls it.</param>
/// <param name="Pool">Connections of one copy; null where nothing is known of them.</param>
internal sealed record FunctionFacts(string Name, long? Pool);

/// <summary>Every Lambda function that connects has a reserved concurrency.</summary>
internal sealed class LambdaReserved : IRule<FunctionFacts>
{
    /// <summary>Type token of a function.</summary>
    public const string Function = "aws:lambda/function:Function";

    public IEnumerable<RuleResult<FunctionFacts>> Judge(Estate estate, RuleSettings settings)
    {
        var functions = estate.Clients.Concat(estate.Possible.Where(client => client.IsUnread)).Where(client => client.Resource.Type == Function);
        foreach (var client in functions)
        {
            var reserved = client.Resource["reservedConcurrentExecutions"].WholeNumber;
            var subject = client.Copies.MaxAt;
            yield return reserved.State switch
            {
                ReadingState.Unknown => new RuleResult<FunctionFacts>.Undecided(subject, [subject.Text]),
                ReadingState.Known when reserved.Value >= 0 => new RuleResult<FunctionFacts>.Ok(subject),
                _ when client.IsPossible => new RuleResult<FunctionFacts>.Undecided(subject, [client.HostAt.Text]),
                _ => new RuleResult<FunctionFacts>.Violation(
                    subject, new(client.Name, client.Pool is { } pool ? (long)client.Processes * ((long)pool.Size + pool.Overflow) : null)),
            };
        }
    }
}
