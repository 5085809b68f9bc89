using System.Collections.Immutable;
using Infra.Pooling.Profiles;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads <c>workloads</c>; where an entry is silent, its profile speaks.</summary>
internal static class WorkloadReader
{
    private static readonly ImmutableArray<string> Keys =
        ["name", "profile", "replicas", "processes", "pool", "driver", "route", "user", "database", "load", "needs"];

    public static ImmutableArray<WorkloadOptions> ReadAll(Cursor cursor)
    {
        const string Allowed = "a list of one or more workloads";
        if (cursor.Required("[{name: api, replicas: 2, pool: {size: 10}}]").List(Allowed, least: 1) is not { } items)
            return [];
        if (items.IsEmpty)
            cursor.Wrong("is empty", Allowed, "add a workload");

        var workloads = items.Select(Read).ToImmutableArray();
        for (var index = 0; index < items.Length; index++)
        {
            var name = workloads[index].Name;
            var first = workloads.TakeWhile(workload => workload.Name != name).Count();
            if (name.Length > 0 && first < index)
            {
                cursor.Faults.Add(new(
                    $"{items[index].Path}.name",
                    $"is the name of `{items[first].Path}` too",
                    Display.Quoted(name),
                    "a name that no other workload has",
                    "rename one of the two"));
            }
        }

        return workloads;
    }

    private static WorkloadOptions Read(Cursor cursor)
    {
        var none = new WorkloadOptions { Name = "", Replicas = new ReplicaRange(0, null, Surge.Percent(25)) };
        if (cursor.Object(Keys) is not { } section)
            return none;

        var profile = section["profile"].Choice(ProfileCatalogue.Names) is { } name ? ProfileCatalogue.Find(name) : null;
        var load = ReadLoad(section["load"]);
        return none with
        {
            Name = section["name"].Required("api").Label() ?? "",
            Profile = profile?.Name,
            Replicas = section["replicas"].Required("2").Replicas(0, Surge.Percent(25)) ?? none.Replicas,
            Processes = section["processes"].Whole(1, 1024) ?? profile?.Processes ?? none.Processes,
            Pool = ReadPool(section["pool"], profile?.Pool(load)),
            Driver = section["driver"].Term<Driver>() ?? profile?.Driver ?? none.Driver,
            Route = section["route"].Term<Route>() ?? none.Route,
            User = section["user"].Role(),
            Database = section["database"].Identifier(),
            Load = load,
            Needs = ReadNeeds(section["needs"]) ?? profile?.Needs ?? [],
        };
    }

    private static PoolOptions? ReadPool(Cursor cursor, PoolOptions? profile)
    {
        if (cursor.Object(["size", "overflow"]) is not { } section)
            return profile;
        var size = section["size"];
        return new PoolOptions(
            (profile is null ? size.Required("10") : size).Whole(1, 100_000) ?? profile?.Size ?? 1,
            section["overflow"].Whole(0, 100_000) ?? profile?.Overflow ?? 0);
    }

    private static LoadOptions? ReadLoad(Cursor cursor)
    {
        if (cursor.Object(["peakRps", "meanQuery", "transactions", "variation", "busy", "reads"]) is not { } section)
            return null;
        var rps = section["peakRps"].Required("100").Number(0.001m, 1_000_000_000, "a number from 0.001 to 1000000000");
        var query = section["meanQuery"].Required("20ms").Duration(TimeSpan.FromTicks(1), TimeSpan.FromHours(24), TimeSpan.FromTicks(1));
        const string Share = "a number from 0 to 1";
        var transactions = section["transactions"].Number(0.001m, 1000, "a number from 0.001 to 1000");
        var variation = section["variation"].Number(0, 100, "a number from 0 to 100");
        var (busy, reads) = (section["busy"].Number(0, 1, Share), section["reads"].Number(0, 1, Share));
        return rps is { } r && query is { } q
            ? new LoadOptions(r, q) { Transactions = transactions, Variation = variation, Busy = busy, Reads = reads }
            : null;
    }

    private static ImmutableArray<SessionFeature>? ReadNeeds(Cursor cursor)
    {
        if (cursor.List($"a list of {string.Join(", ", Spelling.All<SessionFeature>())}", isDistinct: true) is not { } items)
            return null;
        var needs = ImmutableArray.CreateBuilder<SessionFeature>();
        foreach (var item in items)
        {
            if (item.Term<SessionFeature>() is not { } feature)
                continue;
            if (needs.Contains(feature))
                item.Wrong("is listed twice", "each feature once", "remove one of the two");
            needs.Add(feature);
        }

        return needs.ToImmutable();
    }
}
