using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Checks.PgBouncers;

/// <summary>Pods that do not go quietly.</summary>
/// <param name="What">What is wrong, as a clause.</param>
/// <param name="Fix">What to do.</param>
internal sealed record DrainFacts(string What, string Fix);

/// <summary>A pod of PgBouncer waits before it ends, ends after its clients have waited, and leaves another one behind.</summary>
internal sealed class PodsDrain : IRule<DrainFacts>
{
    public IEnumerable<RuleResult<DrainFacts>> Judge(Estate estate, RuleSettings settings)
    {
        var budgets = estate.Graphs.Select(graph => (Graph: graph, Budgets: new DisruptionBudgets(graph))).ToList();
        foreach (var pooler in estate.PgBouncers)
        {
            // A sidecar ends together with its only clients.
            if (pooler.IsSidecar || pooler.Workload is not { } workload || PoolerContainer.Of(pooler) is not { } container)
                continue;
            yield return Stop(pooler, workload, container);
            var here = budgets.First(one => ReferenceEquals(one.Graph.Find(workload.Resource.Urn), workload.Resource));
            yield return Companions(pooler, workload, here.Budgets);
        }
    }

    private static RuleResult<DrainFacts> Stop(PgBouncerPooler pooler, PodWorkload workload, Property container)
    {
        var (wait, grace) = (PodStop.Wait(container), PodStop.Grace(workload));
        var at = new Subject(workload.Resource.Urn, wait.Path);
        switch (wait.State)
        {
            case ReadingState.Absent:
                return new RuleResult<DrainFacts>.Violation(at, new(
                    "without a preStop hook clients still reach a pod that listens no more", "let preStop sleep for some seconds, such as 5"));
            case ReadingState.Unknown or ReadingState.Malformed:
                return new RuleResult<DrainFacts>.Undecided(at, [at.Text]);
        }

        var graceAt = new Subject(workload.Resource.Urn, grace.Path);
        if (!grace.IsKnown)
            return new RuleResult<DrainFacts>.Undecided(graceAt, [graceAt.Text]);
        if (pooler.Number("query_wait_timeout") is not { } queue)
            return new RuleResult<DrainFacts>.Undecided(graceAt, [pooler.PlaceOf("query_wait_timeout").Text]);
        return queue > 0 && grace.Value >= wait.Value + queue
            ? new RuleResult<DrainFacts>.Ok(graceAt)
            : new RuleResult<DrainFacts>.Violation(graceAt, TooShort(grace.Value, wait.Value, queue));
    }

    private static DrainFacts TooShort(long grace, long wait, double queue) => queue > 0
        ? new(
            FormattableString.Invariant($"the pod is killed after {grace} s, but clients may wait {wait} s + {queue:0.###} s"),
            FormattableString.Invariant($"set terminationGracePeriodSeconds to {Math.Ceiling(wait + queue):0} or more, or lower query_wait_timeout"))
        : new("the pod is killed while clients wait without end", "set query_wait_timeout");

    /// <summary>Where every program is a single pod itself, a second PgBouncer saves it from nothing.</summary>
    private static RuleResult<DrainFacts> Companions(PgBouncerPooler pooler, PodWorkload workload, DisruptionBudgets budgets)
    {
        var copies = pooler.Copies;
        var isSingle = pooler.Clients.Count > 0 && pooler.Clients.TrueForAll(client => client.Copies.Range.Max is <= 1);
        if (copies.Range.Max is <= 1)
        {
            return isSingle
                ? new RuleResult<DrainFacts>.Ok(copies.MinAt)
                : new RuleResult<DrainFacts>.Violation(copies.MinAt, new(
                    "one pod of PgBouncer serves everybody, and takes them along when it goes", "run 2 or more"));
        }

        var at = new Subject(workload.Resource.Urn, "");
        return budgets.Cover(workload) switch
        {
            true => new RuleResult<DrainFacts>.Ok(at),
            null => new RuleResult<DrainFacts>.Undecided(at, [Reads.At(workload.Resource, workload.Labels).Text]),
            false => new RuleResult<DrainFacts>.Violation(at, new(
                $"no PodDisruptionBudget keeps a node drain from ending all pods of {pooler.Name} at once", "add one with maxUnavailable: 1")),
        };
    }
}
