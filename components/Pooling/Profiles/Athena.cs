using Infra.Pooling.Specification;

namespace Infra.Pooling.Profiles;

/// <summary>
/// Athena of Olympus: one process with a pool of 30 and one variable. The guide names no driver and no parameter for the pool's size,
/// so the URL holds what every driver knows, and Athena's own setting must say 30.
/// </summary>
internal static class Athena
{
    public static readonly Profile Profile = new()
    {
        Name = "athena",
        Source = "Olympus guide \"PgBouncer in front of Postgres\": a pool of 30",
        Driver = Driver.Pgx,
        Pool = _ => new(30),
        Variables = context => new VariableSet().Secret("ATHENA_DB_URL", context.Own.Plain).ToSorted(),
    };
}
