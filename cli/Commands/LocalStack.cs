using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Pooling.Specification;
using Infra.Pooling.Sql;

namespace Infra.Cli.Commands;

/// <summary>A stack as it is played on this machine.</summary>
internal static class LocalStack
{
    public const string Name = "local";

    /// <summary>What is assumed of a machine that was not looked at: the packages of Debian 13.</summary>
    private static readonly Version PackagedPgBouncer = new(1, 24, 1);

    private const int PackagedPostgres = 15;

    /// <summary>The folders of the local target of a session.</summary>
    public static LocalFolders Folders(Session session) => new(session.Workspace.StateFolder, session.Workspace.ToolsFolder);

    /// <summary>Ports that were asked for, else those in use, else the defaults.</summary>
    public static LocalPorts Ports(StackFile stack, LocalState? state, int? pooler = null, int? database = null)
    {
        var replicas = LocalConfiguration.ReplicasOf(stack);
        var standard = LocalPorts.Of(replicas);
        var shared = pooler ?? state?.Ports.Pooler ?? standard.Pooler;
        if (database is { } port)
            return LocalPorts.Of(replicas, shared, port);
        if (state is null)
            return standard with { Pooler = shared };

        // After a failover the primary need not have the first address.
        var (primary, kept) = (state.Ports.Primary, state.Ports.Replicas.Take(replicas).ToArray());
        var free = Enumerable.Range(0, LocalPorts.MostServers).Select(number => LocalPorts.Server(number, primary.Port)).Except([primary, .. kept]);
        return new(shared, primary, [.. kept, .. free.Take(replicas - kept.Length)]);
    }

    /// <summary>The stack itself or, if its database is the local one, the stack with addresses and placeholders for its secrets.</summary>
    public static StackFile ForPreview(Session session, StackFile stack)
    {
        if (stack.Specification?["database"] is not JsonObject database || database["host"]?.ToString() != DatabaseOptions.LocalHost)
            return stack;
        return WithPlaceholders(session, stack, Ports(stack, LocalState.Read(Folders(session))));
    }

    /// <summary>The stack with addresses of this machine and placeholders for its secrets.</summary>
    public static StackFile WithPlaceholders(Session session, StackFile stack, LocalPorts ports)
    {
        var local = LocalConfiguration.Of(
            stack, ports, LocalCertificates.CaFile(Folders(session)), PackagedPostgres, PackagedPgBouncer);
        PlaceholderSecrets.FillAll(local.Config, PlaceholderSecrets.RolesOf(local.Config, StackEvaluator.Plan(local, session.Today)));
        return local;
    }

    /// <summary>The stack with the addresses, versions and secrets of this machine.</summary>
    public static StackFile ForUse(StackFile stack, LocalPorts ports, LocalSecrets secrets, int postgresVersion, Version pgBouncerVersion, DateOnly today)
    {
        var local = LocalConfiguration.Of(stack, ports, secrets.CaFile, postgresVersion, pgBouncerVersion);
        var given = stack.Config[PlaceholderSecrets.CredentialsKey] as JsonObject;
        var credentials = new JsonObject();
        var plan = StackEvaluator.Plan(local, today);
        var others = plan.WorkloadRoles.Select(AlternateLogin.Of).Where(login => secrets.Knows(login) || given?[login] is not null);
        foreach (var role in PlaceholderSecrets.RolesOf(local.Config, plan).Concat(others))
            credentials[role] = given?[role] is JsonValue chosen ? chosen.ToString() : secrets.Password(role);
        local.Config[PlaceholderSecrets.CredentialsKey] = credentials;
        if (secrets.UsesAlternateLogin)
            local.Config["infra:login"] = "b";
        local.Config[PlaceholderSecrets.TlsKey] = new JsonObject
        {
            ["certificate"] = secrets.Certificates.Server,
            ["privateKey"] = secrets.Certificates.ServerKey,
            ["databaseCa"] = secrets.Certificates.Ca,
        };
        return local;
    }

    /// <summary>The stack that runs, evaluated with the values it runs with.</summary>
    /// <exception cref="UsageException">Nothing runs.</exception>
    public static Task<EvaluatedStack> EvaluateRunningAsync(Session session)
    {
        var folders = Folders(session);
        var state = LocalState.Read(folders) ?? throw new UsageException("the local target has not been set up", "run ./infra up local");
        var stack = StackFile.Load(session.Workspace, state.Stack);
        var secrets = LocalSecrets.Load(folders, session.Clock);
        return StackEvaluator.EvaluateAsync(
            ForUse(stack, state.Ports, secrets, PackagedPostgres, PackagedPgBouncer, session.Today), session.Today);
    }

    /// <summary>What is to run: the pooler, read from nothing but what the program emitted, and the roles with the same verifiers.</summary>
    public static LocalRequest Request(EvaluatedStack stack, LocalPorts ports)
    {
        var specification = stack.Plan.Specification;
        var manifests = stack.Resources
            .Where(resource => resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
            // As text and back: from here on they are documents, as an API server would receive them.
            .Select(resource => JsonNode.Parse(resource.Inputs.ToJsonString())!.AsObject())
            .ToImmutableArray();
        return new()
        {
            Stack = stack.Name,
            Ports = ports,
            Database = specification.Database.Name,
            Roles = [.. stack.Plan.WorkloadRoles.Select(role => new LocalRole(
                role, RoleVerifier.Of(specification.Database, role, stack.Credentials[role]!.ToString()), Access(specification, role)))],
            MaxConnections = specification.Database.MaxConnections!.Value,
            Parameters = stack.Plan.DatabaseParameters.Remove("max_connections"),
            DatabaseSql = stack.Outputs["databaseSql"]!.ToString(),
            Manifests = manifests,
        };
    }

    private static RoleAccess Access(PoolingSpecification specification, string role) => DatabaseRole.AccessOf(specification, role) switch
    {
        DatabaseAccess.Owner => RoleAccess.Owner,
        DatabaseAccess.ReadOnly => RoleAccess.ReadOnly,
        _ => RoleAccess.ReadWrite,
    };
}
