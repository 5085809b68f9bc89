using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Azure.Tests;

/// <summary>
/// Specifications that were built in code and that Azure would refuse: none of them registers anything. What a file can say wrong is
/// refused when it is read, and what the factories cannot express needs no refusal.
/// </summary>
public sealed class RefusalTests
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    private static readonly Dictionary<string, (Func<PoolingSpecification, PoolingSpecification> Change, string Message)> Cases = new()
    {
        ["burstable SKU"] = (
            asked => asked with { Database = asked.Database with { Sku = "Standard_B2s" } },
            "`database.sku`: is a burstable SKU, which has no built-in PgBouncer (received \"Standard_B2s\"); "
            + "allowed: a general purpose or memory optimized SKU; fix: write it as `Standard_D4ds_v5`"),
        ["replica of a burstable SKU"] = (
            asked => asked with { Database = asked.Database with { Sku = "Standard_B2s", Replicas = 1 } },
            "`database.replicas`: cannot be made from a burstable server (received 1); allowed: 0, or another SKU; "
            + "fix: choose a general purpose or memory optimized SKU"),
        ["too many replicas"] = (
            asked => asked with { Database = asked.Database with { Replicas = 6 } },
            "`database.replicas`: is too large (received 6); allowed: a whole number from 0 to 5; fix: lower it to 5 or less"),
        ["max_connections too small"] = (
            asked => asked with { Database = asked.Database with { MaxConnections = 24 } },
            "`database.maxConnections`: is too small (received 24); allowed: a whole number from 25 to 5000; fix: raise it to 25 or more"),
        ["max_connections too large"] = (
            asked => asked with { Database = asked.Database with { MaxConnections = 5001 } },
            "`database.maxConnections`: is too large (received 5001); allowed: a whole number from 25 to 5000; "
            + "fix: lower it to 5000 or less"),
        ["statement mode"] = (
            asked => asked with
            {
                Pooler = asked.Pooler with { Mode = PoolMode.Statement },
                Workloads = [asked.Workloads[0] with { Needs = [SessionFeature.ProtocolPrepare] }],
            },
            "`workloads[0].needs[0]`: workload api prepares statements, and the pooler does not carry them "
            + "(received \"protocolPrepare\"); allowed: protocolPrepare in mode transaction; "
            + "fix: set `pooler.mode: transaction`, or `route: direct` for the workload"),
        ["prepared statements in statement mode"] = (
            asked => asked with
            {
                Pooler = asked.Pooler with { Mode = PoolMode.Statement, Settings = None.Add("max_prepared_statements", "100") },
            },
            "`pooler.settings.max_prepared_statements`: carries prepared statements, which statement pooling does not allow "
            + "(received \"100\"); allowed: 0 in mode statement; fix: remove it, or set `pooler.mode: transaction`"),
        ["setting outside its range"] = (
            asked => asked with { Pooler = asked.Pooler with { Settings = None.Add("default_pool_size", "4951") } },
            "`pooler.settings.default_pool_size`: is not a value that pgbouncer.default_pool_size takes (received \"4951\"); "
            + "allowed: a whole number from 1 to 4950; fix: write such a value, or remove it"),
        ["setting outside its pattern"] = (
            asked => asked with { Pooler = asked.Pooler with { Settings = None.Add("ignore_startup_parameters", "a b") } },
            "`pooler.settings.ignore_startup_parameters`: is not a value that pgbouncer.ignore_startup_parameters takes "
            + @"(received ""a b""); allowed: text of the pattern [A-Za-z0-9_\.,]*; fix: write such a value, or remove it"),
        ["stats user that does not exist"] = (
            asked => asked with { Pooler = asked.Pooler with { Settings = None.Add("stats_users", "nobody") } },
            "`pooler.settings.stats_users`: names \"nobody\", a role that does not exist (received \"nobody\"); "
            + "allowed: app, pooling_admin; fix: remove it, or give a workload that role"),
        ["parameter outside its range"] = (
            asked => Own(asked, server => server with { Parameters = server.Parameters.Add("max_wal_senders", "101") }),
            "`database.flexibleServer.parameters.max_wal_senders`: is not a value that max_wal_senders takes (received \"101\"); "
            + "allowed: a whole number from 5 to 100; fix: write such a value, or remove it"),
        ["promotion without a replica"] = (
            asked => Own(asked, server => server with { Promote = new(1, PromotionOption.Planned) }),
            "`database.flexibleServer.promote`: names a replica that does not exist (received an object); "
            + "allowed: nothing, while the database has no replica; fix: set `database.replicas` to 1 or more, or remove it"),
        ["promotion while the reader is on the primary"] = (
            asked => Own(
                asked with { Database = asked.Database with { Replicas = 1 } },
                server => server with { Reader = FlexibleServerOptions.ReaderIsPrimary, Promote = new(1, PromotionOption.Planned) }),
            "`database.flexibleServer.promote`: switches roles while the reader leads to the primary, which Azure refuses "
            + "(received an object); allowed: `reader: 1`, the replica that is promoted; "
            + "fix: set `database.flexibleServer.reader: 1`, and promote when that is done"),
        ["database named twice"] = (
            asked => Own(asked, server => server with { Databases = ["orders"] }),
            "`database.flexibleServer.databases[0]`: is the name of `database.name` too (received \"orders\"); "
            + "allowed: each database once; fix: remove it"),
        ["unknown database"] = (
            asked => asked with { Workloads = [asked.Workloads[0] with { Database = "audit" }] },
            "`workloads[0].database`: is not a database of the server (received \"audit\"); allowed: orders; "
            + "fix: add it to `database.flexibleServer.databases`"),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Constructor_WhatAzureRefuses_IsRefusedBeforeAnythingIsRegistered(string name)
    {
        var (change, message) = Cases[name];
        var args = Given.Args();
        Run? seen = null;
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Run.ProgramAsync(run =>
        {
            seen = run;
            var plan = PoolPlan.Create(change(args.Plan.Specification), new DateOnly(2026, 11, 1));
            _ = new FlexibleServerPool("db", new() { Plan = plan, Credentials = args.Credentials, ResourceGroupName = "rg" }, run.Watched);
        }));

        Assert.Contains($"\n  {message}\n", $"{exception.Message}\n", StringComparison.Ordinal);
        Assert.Empty(seen!.Registered);
        Assert.Empty(seen.Seen);
    }

    [Theory]
    [InlineData(
        """
        , "flexibleServer": {"network": {
            "vnet": {"subnet": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"},
            "privateEndpoint": {"subnet": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"}}}
        """,
        "`database.flexibleServer.network.privateEndpoint`: stands beside `vnet`: a server inside a virtual network cannot have a "
        + "private endpoint (received an object); allowed: exactly one of public, vnet and privateEndpoint; "
        + "fix: remove one of the two; a server keeps its kind of network for life")]
    [InlineData(
        """, "flexibleServer": {"reads": "virtualEndpoint"}""",
        "`database.flexibleServer.reads`: asks for a virtual endpoint, which needs a replica (received \"virtualEndpoint\"); "
        + "allowed: nothing, while the database has no replica; fix: set `database.replicas` to 1 or more, or remove it")]
    public async Task Program_WhatOnlyAFileCanSay_IsRefusedBeforeAnythingIsRegistered(string database, string message)
    {
        Run? seen = null;
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => Run.ProgramAsync(run =>
        {
            seen = run;
            _ = new FlexibleServerPool("db", Given.Args(database), run.Watched);
        }));

        Assert.Contains($"\n  {message}\n", $"{exception.Message}\n", StringComparison.Ordinal);
        Assert.Empty(seen!.Registered);
    }

    private static PoolingSpecification Own(PoolingSpecification asked, Func<FlexibleServerOptions, FlexibleServerOptions> change) =>
        asked with { Database = asked.Database with { FlexibleServer = change(asked.Database.FlexibleServer) } };
}
