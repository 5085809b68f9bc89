using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Kubernetes;

/// <summary>
/// Who may log in from where: to the console its two roles only, and only from inside the pod, which is where a port-forward arrives;
/// to the databases everybody who has a verifier, with TLS. The role that asks for verifiers is nobody's login.
/// </summary>
internal static class ConsoleAccess
{
    /// <summary>Name of the file in the ConfigMap.</summary>
    public const string FileName = "hba.conf";

    /// <summary>The file, in PostgreSQL's form of pg_hba.conf; the first line that fits decides.</summary>
    public static string Of(PoolPlan plan) =>
        plan.Specification.Pooler.UsesAuthQuery ? Console + NobodysLogin + Databases : Console + Databases;

    private const string NobodysLogin =
        $"""
        host all {AuthQuery.Role} 0.0.0.0/0 reject
        host all {AuthQuery.Role} ::/0 reject

        """;

    private const string Databases =
        """
        hostssl all all 0.0.0.0/0 scram-sha-256
        hostssl all all ::/0 scram-sha-256

        """;

    private const string Console =
        $"""
        local pgbouncer {PgBouncerPlanner.AdminRole},{PgBouncerPlanner.StatsRole} scram-sha-256
        hostssl pgbouncer {PgBouncerPlanner.AdminRole},{PgBouncerPlanner.StatsRole} 127.0.0.1/32 scram-sha-256
        hostssl pgbouncer {PgBouncerPlanner.AdminRole},{PgBouncerPlanner.StatsRole} ::1/128 scram-sha-256
        host pgbouncer all 0.0.0.0/0 reject
        host pgbouncer all ::/0 reject

        """;

    /// <summary>The configuration that reads the file.</summary>
    public static PgBouncerConfiguration Restricted(PgBouncerConfiguration configuration) => configuration with
    {
        Settings = configuration.Settings.SetItem("auth_type", "hba").SetItem("auth_hba_file", FileName),
    };
}
