using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Pooling;
using Infra.Pooling.Budget;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Cli.Bench;

/// <summary>The pgbouncer.ini of each way.</summary>
internal static class PoolerText
{
    /// <summary>What a way's PgBouncer is told for a load.</summary>
    /// <exception cref="InvalidOperationException">Our own plan refuses the load.</exception>
    public static PgBouncerConfiguration Of(Way way, BenchLoad load, BenchAddress address, DateOnly today)
    {
        if (way == Way.Ours)
            return Plan(load, address, today);
        return new PgBouncerConfiguration
        {
            Version = address.Version,
            Settings = way.Peers[0].Settings.SetItems(address.Common),
            Databases = [new DatabaseEntry(BenchAddress.Database, BenchAddress.Host, address.DatabasePort, BenchAddress.Database)],
        };
    }

    /// <summary>How many processes share the port: of ours as many as the plan is asked for, of others the one that they start by default.</summary>
    public static int Processes(Way way, BenchAddress address) => way == Way.Ours ? address.Processes : 1;

    /// <summary>The specification that somebody with this load would write: one pod, sized by the plan.</summary>
    public static JsonObject Specification(BenchLoad load, BenchAddress address) => new()
    {
        ["target"] = "kubernetes",
        ["database"] = new JsonObject
        {
            ["name"] = BenchAddress.Database,
            ["user"] = BenchAddress.Role,
            ["host"] = BenchAddress.Host,
            ["port"] = address.DatabasePort,
            ["maxConnections"] = BenchAddress.MaxConnections,
            ["reserve"] = new JsonObject { ["admin"] = 10, ["other"] = 20 },
        },
        ["pooler"] = new JsonObject
        {
            ["port"] = address.PoolerPort,
            ["version"] = address.Version.ToString(),
            ["replicas"] = new JsonObject { ["min"] = 1, ["max"] = 1, ["surge"] = 0 },
            // PgBouncer has one thread; a pod with two processors is told so by whoever gives it two.
            ["processes"] = address.Processes,
        },
        ["workloads"] = new JsonArray(new JsonObject
        {
            ["name"] = load.Id,
            ["replicas"] = new JsonObject { ["min"] = 1, ["max"] = 1, ["surge"] = 0 },
            ["pool"] = new JsonObject { ["size"] = load.Clients },
            ["driver"] = "npgsql",
            ["load"] = new JsonObject
            {
                ["peakRps"] = load.Demand.PerSecond,
                ["meanQuery"] = string.Create(CultureInfo.InvariantCulture, $"{(decimal)load.Demand.Mean.TotalMilliseconds}ms"),
            },
        }),
    };

    private static PgBouncerConfiguration Plan(BenchLoad load, BenchAddress address, DateOnly today)
    {
        JsonElement specification = JsonSerializer.SerializeToElement(Specification(load, address));
        PoolPlan plan = PoolPlan.Create(PoolingSpecification.Read(specification), today);
        if (plan.IsRefused)
            throw new InvalidOperationException($"the plan refuses the load {load.Id}: {plan.Findings.First(finding => finding.Level == FindingLevel.Mandatory).Message}");
        PgBouncerConfiguration planned = plan.PgBouncer!;
        return planned with { Settings = planned.Settings.SetItems(address.Common) };
    }
}
