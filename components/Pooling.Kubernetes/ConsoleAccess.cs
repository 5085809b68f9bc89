using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Kubernetes;

/// <summary>
/// Who may log in from where: to the console its two roles only, and only from inside the pod, which is where a port-forward arrives;
/// to the databases everybody who is in the user list, with TLS.
/// </summary>
internal static class ConsoleAccess
{
    /// <summary>Name of the file in the ConfigMap.</summary>
    public const string FileName = "hba.conf";

    /// <summary>The file, in PostgreSQL's form of pg_hba.conf; the first line that fits decides.</summary>
    public static string Text { get; } =
        $"""
        local pgbouncer {PgBouncerPlanner.AdminRole},{PgBouncerPlanner.StatsRole} scram-sha-256
        hostssl pgbouncer {PgBouncerPlanner.AdminRole},{PgBouncerPlanner.StatsRole} 127.0.0.1/32 scram-sha-256
        hostssl pgbouncer {PgBouncerPlanner.AdminRole},{PgBouncerPlanner.StatsRole} ::1/128 scram-sha-256
        host pgbouncer all 0.0.0.0/0 reject
        host pgbouncer all ::/0 reject
        hostssl all all 0.0.0.0/0 scram-sha-256
        hostssl all all ::/0 scram-sha-256

        """;

    /// <summary>The configuration that reads the file.</summary>
    public static PgBouncerConfiguration Restricted(PgBouncerConfiguration configuration) => configuration with
    {
        Settings = configuration.Settings.SetItem("auth_type", "hba").SetItem("auth_hba_file", FileName),
    };
}
