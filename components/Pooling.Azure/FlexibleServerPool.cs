using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Azure;

/// <summary>
/// An Azure Database for PostgreSQL Flexible Server with its built-in PgBouncer on, its replicas with the same, and the names, alerts
/// and secrets around them: what a plan says, as Azure resources.
/// </summary>
public sealed class FlexibleServerPool : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "pooling:azure:FlexibleServerPool";

    /// <summary>Host for writing: of the virtual endpoint's writer where there is one, else of the primary.</summary>
    [Output("readWriteHost")]
    public Output<string> ReadWriteHost { get; private set; }

    /// <summary>Host for reading; the same as for writing without a replica.</summary>
    [Output("readOnlyHost")]
    public Output<string> ReadOnlyHost { get; private set; }

    /// <summary>Every host for reading: one name of the virtual endpoint, or one for each replica, over which clients spread.</summary>
    [Output("readOnlyHosts")]
    public Output<ImmutableArray<string>> ReadOnlyHosts { get; private set; }

    /// <summary>Host of the primary itself, whatever happens to the roles of the servers.</summary>
    [Output("primaryHost")]
    public Output<string> PrimaryHost { get; private set; }

    /// <summary>Port of PgBouncer on every host: 6432. Past it, PostgreSQL itself listens.</summary>
    [Output("port")]
    public Output<int> Port { get; private set; }

    /// <summary>Port of PostgreSQL on every host: 5432.</summary>
    [Output("directPort")]
    public Output<int> DirectPort { get; private set; }

    /// <summary>
    /// Connection strings of the database's role by way (readWrite, readOnly, direct, directReadOnly; further replicas numbered) and form
    /// (<see cref="Connections.ConnectionForms"/>); secret.
    /// </summary>
    [Output("connections")]
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> Connections { get; private set; }

    /// <summary>Parameters that wait for a restart, as <c>server/parameter</c>; nothing here restarts a server.</summary>
    [Output("restartRequired")]
    public Output<ImmutableArray<string>> RestartRequired { get; private set; }

    /// <summary>
    /// For each workload the connection string that its own driver takes, with its own role, database and pool; secret.
    /// </summary>
    [Output("workloadConnections")]
    public Output<ImmutableDictionary<string, string>> WorkloadConnections { get; private set; }

    /// <summary>
    /// How many clients reconnect at a restart, scaling or failover, and how their connection strings prepare them for it.
    /// </summary>
    [Output("failoverNote")]
    public Output<string> FailoverNote { get; private set; }

    /// <summary>SQL that makes the roles of the workloads, to be run in the database as the administrator; secret.</summary>
    [Output("databaseSql")]
    public Output<string> DatabaseSql { get; private set; }

    /// <summary>The same for each further database, by its name; secret.</summary>
    [Output("furtherDatabaseSql")]
    public Output<ImmutableDictionary<string, string>> FurtherDatabaseSql { get; private set; }

    /// <summary>Makes the resources of a plan.</summary>
    /// <param name="name">Name of the server in the program, and beginning of its children's names.</param>
    /// <param name="args">Plan, credentials, network and the rest.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="ComponentArgumentException">
    /// The arguments are missing or do not go together, or the specification asks for what Azure refuses; nothing is registered then.
    /// </exception>
    public FlexibleServerPool(string name, FlexibleServerPoolArgs args, ComponentResourceOptions? options = null)
        : base(Token, FlexibleServerPoolGuard.Check(name, args), options)
    {
        var plan = args.Plan;
        var own = plan.FlexibleServer!;
        var database = plan.Specification.Database;
        var credentials = args.Credentials.Apply(passwords => RolePasswords.Checked(plan, passwords));
        var sequence = new Sequence(this);
        var servers = new ServerSet(name, args, credentials, sequence, new ServerNetwork(name, args, sequence, this));
        RestartRequired = ParameterWrites.Make(own, servers, sequence);
        var endpoints = ReadEndpoints.Make(name, database, servers, sequence);
        Watch.Make(args, servers, sequence);

        var connections = new ConnectionSet(plan, endpoints, credentials);
        if (args.Vault is { } vault)
            VaultSecrets.Make(name, args.NamePrefix ?? name, vault, plan.Specification, connections, this);

        ReadWriteHost = endpoints.Writer;
        ReadOnlyHost = endpoints.Readers.IsEmpty ? endpoints.Writer : endpoints.Readers[0];
        ReadOnlyHosts = Output.All(endpoints.Readers);
        PrimaryHost = servers.Primary.Host;
        Port = Output.Create(plan.Specification.Pooler.Port);
        DirectPort = Output.Create(database.Port);
        Connections = connections.All;
        FailoverNote = Output.Create(own.Failover.Text);
        WorkloadConnections = connections.Workloads;
        DatabaseSql = Output.CreateSecret(credentials.Apply(known => RolePasswords.Sql(plan, known, database.Name)));
        FurtherDatabaseSql = Output.CreateSecret(credentials.Apply(known =>
            database.FlexibleServer.Databases.ToImmutableDictionary(further => further, further => RolePasswords.Sql(plan, known, further))));
        RegisterOutputs();
    }
}
