using Infra.Pooling.Specification;

namespace Infra.Pooling.Profiles;

/// <summary>Prefect's API server. It does not let its pool be tuned, so the figures are those of SQLAlchemy's QueuePool.</summary>
internal static class Prefect
{
    public static readonly Profile Profile = new()
    {
        Name = "prefect",
        Source = "Prefect community, \"connection pooling\": about 5 and 10 in each process, not tunable",
        Driver = Driver.SqlalchemyAsyncpg,
        Pool = _ => new(5, 10),
        Variables = context => new VariableSet()
            .Secret("PREFECT_API_DATABASE_CONNECTION_URL", context.Own.Sqlalchemy)
            .Seconds("PREFECT_API_DATABASE_CONNECTION_TIMEOUT", context.Timeouts.Client.Connect)
            .Seconds("PREFECT_API_DATABASE_TIMEOUT", context.Timeouts.Client.Command)
            .ToSorted(),
    };
}
