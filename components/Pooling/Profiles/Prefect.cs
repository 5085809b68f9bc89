using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Profiles;

/// <summary>
/// Prefect's API server. It does not let its pool be tuned, so the figures are those of SQLAlchemy's QueuePool. It limits its own
/// operations, and asyncpg cancels them on the server; statement_timeout is the guard rail beyond that, so it must be the longer one.
/// </summary>
internal static class Prefect
{
    /// <summary>The largest operation time-out that the answers recommend: 20 s to 30 s.</summary>
    private static readonly TimeSpan LongestOperation = TimeSpan.FromSeconds(30);

    public static readonly Profile Profile = new()
    {
        Name = "prefect",
        Source = "Prefect community, \"connection pooling\": about 5 and 10 in each process, not tunable",
        Driver = Driver.SqlalchemyAsyncpg,
        Pool = _ => new(5, 10),
        HelmPath = "server.env",
        Extensions = ["pg_trgm"],
        // Prefect switches jit off when it connects (PrefectHQ/prefect#14602); the role says it in its place.
        StartupParameters = ["jit"],
        RoleSettings = ImmutableSortedDictionary<string, string>.Empty.Add("jit", "off"),
        Advice = Advice,
        Variables = context => new VariableSet()
            .Secret("PREFECT_API_DATABASE_CONNECTION_URL", context.Own.Sqlalchemy)
            .Seconds("PREFECT_API_DATABASE_CONNECTION_TIMEOUT", context.Timeouts.Client.Connect)
            .Seconds("PREFECT_API_DATABASE_TIMEOUT", Operation(context.Timeouts.Client.Command))
            .ToSorted(),
    };

    private static TimeSpan Operation(TimeSpan command) => command < LongestOperation ? command : LongestOperation;

    private static IEnumerable<Finding> Advice(ProfileCase it)
    {
        var (statement, operation) = (it.Plan.Timeouts.Options.Statement, Operation(it.Plan.Timeouts.Client.Command));
        if (statement > operation)
            yield break;
        yield return new(
            "statement-above-operation", FindingLevel.Advisory, "timeouts.statement",
            $"`timeouts.statement`: {DurationText.Format(statement)} is not above the operation time-out of {it.Workload.Name} "
            + $"(PREFECT_API_DATABASE_TIMEOUT, {DurationText.Format(operation)}): the database would cancel what Prefect still waits for; "
            + "allowed is more than that, and Prefect recommends 60s to 120s; set `timeouts: {statement: 60s, command: 90s}`.");
    }
}
