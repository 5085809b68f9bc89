using Infra.Pooling.Specification;

namespace Infra.Pooling.Profiles;

/// <summary>Kratos of Olympus: one process with a pool of 50 and one variable. Its DSN carries the size of the pool.</summary>
internal static class Kratos
{
    public static readonly Profile Profile = new()
    {
        Name = "kratos",
        Source = "Olympus guide \"PgBouncer in front of Postgres\": a pool of 50",
        Driver = Driver.Pgx,
        Pool = _ => new(50),
        HelmPath = "deployment.extraEnv",
        Variables = context => new VariableSet().Secret("KRATOS_DSN", context.Own.Ory).ToSorted(),
    };
}
