using System.Collections.Immutable;
using System.Text;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Profiles;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sql;

/// <summary>
/// The SQL that prepares a database for a plan: roles with their passwords, limits and privileges, extensions, and a function for
/// PgBouncer's auth_query. It may run again at any time: what is there stays, what differs is set right. It needs a role that may create
/// roles, which need not be a superuser, and a connection to the database itself, past every pooler.
/// </summary>
public static class DatabaseScript
{
    /// <summary>The statements, each on lines of its own and ended by a semicolon.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="secrets">
    /// Password or SCRAM verifier of roles by name; a secret, and so is the result. A role without one keeps the password that it has.
    /// </param>
    /// <param name="database">One of the plan's databases; null for <see cref="DatabaseOptions.Name"/>.</param>
    public static string Of(PoolPlan plan, IReadOnlyDictionary<string, string> secrets, string? database = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(secrets);
        database ??= plan.Specification.Database.Name;
        var roles = DatabaseRole.Of(plan, database);
        var others = AlternateLogin.RolesWithOne(plan, secrets.Keys);
        IEnumerable<string> statements =
        [
            // All or nothing: no client ever meets a role whose privileges are taken and not yet given again.
            "BEGIN;",
            .. roles.SelectMany(role => Login(role.Name, secrets.GetValueOrDefault(role.Name))),
            .. roles.SelectMany(role => Settings(plan, role, role.Name)),
            .. RoleGrants.Of(database, roles),
            .. roles.Where(role => others.Contains(role.Name)).SelectMany(role => Alternate(plan, role, secrets)),
            .. Extensions(plan, database).Select(extension => $"CREATE EXTENSION IF NOT EXISTS {SqlText.Name(extension)};"),
            .. plan.Specification.Pooler.UsesAuthQuery ? Asking(database, secrets) : [],
            .. plan.PgBouncer is null ? [] : UserLookup.Of(
                [.. roles.Select(role => role.Name), .. roles.Select(role => role.Name).Where(role => others.Contains(role)).Select(AlternateLogin.Of)]),
            "COMMIT;",
        ];
        return new StringBuilder().AppendJoin('\n', statements).Append('\n').ToString();
    }

    /// <summary>The extensions that the systems of a plan need in one of its databases, sorted.</summary>
    public static ImmutableArray<string> Extensions(PoolPlan plan, string database)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Specification.Workloads.Where(workload => plan.DatabaseOf(workload) == database)
            .SelectMany(workload => ProfileCatalogue.Find(workload.Profile)?.Extensions ?? []).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Alternate(PoolPlan plan, DatabaseRole role, IReadOnlyDictionary<string, string> secrets)
    {
        var login = AlternateLogin.Of(role.Name);
        return
        [
            .. Login(login, secrets[login]),
            // Settings belong to whoever logs in, and not to the role that it becomes.
            .. Settings(plan, role, login),
            $"GRANT {SqlText.Name(role.Name)} TO {SqlText.Name(login)};",
            $"ALTER ROLE {SqlText.Name(login)} SET role = {SqlText.Literal(role.Name)};",
        ];
    }

    private static IEnumerable<string> Asking(string database, IReadOnlyDictionary<string, string> secrets) =>
    [
        UserLookup.Requirement,
        .. Login(AuthQuery.Role, secrets.GetValueOrDefault(AuthQuery.Role)),
        $"GRANT CONNECT ON DATABASE {SqlText.Name(database)} TO {SqlText.Name(AuthQuery.Role)};",
    ];

    private static IEnumerable<string> Login(string login, string? secret)
    {
        var name = SqlText.Name(login);
        yield return SqlText.Unless($"EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {SqlText.Literal(login)})", $"CREATE ROLE {name}");
        yield return $"ALTER ROLE {name} LOGIN{(secret is null ? "" : $" PASSWORD {SqlText.Literal(secret)}")};";
    }

    /// <summary>Limits belong to the role, because behind a pooler a client's own SET would reach other clients too.</summary>
    private static IEnumerable<string> Settings(PoolPlan plan, DatabaseRole role, string login)
    {
        var settings = plan.Timeouts.DatabaseParameters
            .Where(parameter => parameter.Key.EndsWith("_timeout", StringComparison.Ordinal))
            .Concat(plan.Specification.Workloads
                .Where(workload => plan.UserOf(workload) == role.Name)
                .Select(workload => ProfileCatalogue.Find(workload.Profile)?.RoleSettings).OfType<ImmutableSortedDictionary<string, string>>()
                .SelectMany(own => own))
            .DistinctBy(setting => setting.Key);
        foreach (var (parameter, value) in settings)
            yield return Set(parameter, value);
        yield return role.Access == DatabaseAccess.ReadOnly
            ? Set("default_transaction_read_only", "on")
            : $"ALTER ROLE {SqlText.Name(login)} RESET default_transaction_read_only;";

        string Set(string parameter, string value) => $"ALTER ROLE {SqlText.Name(login)} SET {parameter} = {SqlText.Literal(value)};";
    }
}
