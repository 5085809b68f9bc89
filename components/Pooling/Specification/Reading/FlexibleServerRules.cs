using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Pooling.Specification.Reading;

/// <summary>What holds between the keys of <c>database.flexibleServer</c>, the database and the pooler.</summary>
internal static class FlexibleServerRules
{
    private const string Server = "database.flexibleServer";

    /// <summary>What needs only the database: the replicas and the ways to them.</summary>
    public static void CheckReplicas(DatabaseOptions database, Section section, FaultCollector faults)
    {
        var server = database.FlexibleServer;
        if (section["flexibleServer"].Reopened(FlexibleServerReader.Keys) is not { } own || faults.Concern("database.replicas"))
            return;
        void Wrong(string key, string problem, string allowed, string fix)
        {
            var cursor = own[key];
            if (cursor.IsGiven && !faults.Concern(cursor.Path))
                faults.Add(new(cursor.Path, problem, cursor.Shown, allowed, fix));
        }

        var replicas = database.Replicas;
        if (replicas == 0)
        {
            foreach (var key in (ImmutableArray<string>)["reads", "reader", "promote"])
            {
                Wrong(
                    key, Needless(key, server), "nothing, while the database has no replica",
                    "set `database.replicas` to 1 or more, or remove it");
            }

            return;
        }

        if (server.Reads == ReadRouting.Replicas)
        {
            Wrong(
                "reader", "is the virtual endpoint's, and readers go to the replicas themselves", "nothing with `reads: replicas`",
                "remove one of the two");
        }
        else if (server.Reader > replicas)
        {
            Wrong(
                "reader", "is a replica that does not exist", $"{Numbers(replicas)}, or primary",
                $"write {Numbers(replicas)}, or raise `database.replicas`");
        }

        if (server.Promote is { } promote && Refusal(server, promote, replicas) is var (problem, allowed, fix))
            Wrong("promote", problem, allowed, fix);
    }

    /// <summary>What the pooler and the database decide together.</summary>
    public static void Check(PoolingSpecification specification, FaultCollector faults)
    {
        CheckStatsUsers(specification, faults);
        ServerParameterRules.Check(specification, faults);
        if (specification.Pooler.Settings.TryGetValue("min_pool_size", out var min)
            && specification.Pooler.Settings.TryGetValue("default_pool_size", out var size)
            && Number(min) > Number(size))
        {
            faults.Add(new(
                "pooler.settings.min_pool_size", "is above `default_pool_size`", min, $"0 to {size}",
                "lower it, or raise `default_pool_size`"));
        }
    }

    private static string Needless(string key, FlexibleServerOptions server) => key switch
    {
        "reads" when server.Reads == ReadRouting.VirtualEndpoint => "asks for a virtual endpoint, which needs a replica",
        "promote" => "names a replica that does not exist",
        _ => "says how replicas are read, and there is none",
    };

    private static (string Problem, string Allowed, string Fix)? Refusal(
        FlexibleServerOptions server, PromotionOptions promote, int replicas)
    {
        var reader = $"`reader: {promote.Replica}`, the replica that is promoted";
        var first = $"set `{Server}.reader: {promote.Replica}`, and promote when that is done";
        if (promote.Replica > replicas)
        {
            return ($"names replica {promote.Replica}, which does not exist", Numbers(replicas),
                $"write {Numbers(replicas)}, or raise `database.replicas`");
        }

        if (server.Reads == ReadRouting.Replicas)
        {
            return ("switches roles without a virtual endpoint, so that clients would stay with the old primary",
                "`reads: virtualEndpoint`", "remove `reads`");
        }

        if (server.Reader == FlexibleServerOptions.ReaderIsPrimary)
            return ("switches roles while the reader leads to the primary, which Azure refuses", reader, first);
        return server.Reader == promote.Replica ? null
            : ("switches roles with a replica to which the reader does not lead, which Azure refuses", reader, first);
    }

    private static string Numbers(int replicas) => replicas == 1 ? "1" : $"1 to {replicas}";

    private static void CheckStatsUsers(PoolingSpecification specification, FaultCollector faults)
    {
        const string Path = "pooler.settings.stats_users";
        if (!specification.Pooler.Settings.TryGetValue("stats_users", out var text) || faults.Concern(Path))
            return;
        var database = specification.Database;
        var known = specification.Workloads.Select(workload => workload.User ?? database.User)
            .Append(database.User).Append(database.FlexibleServer.Administrator).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var user in text.Split(',', StringSplitOptions.RemoveEmptyEntries).Except(known))
        {
            var near = Suggestion.For(user, known);
            faults.Add(new(
                Path, $"names {Display.Quoted(user)}, a role that does not exist", Display.Quoted(text), string.Join(", ", known),
                near is null ? "remove it, or give a workload that role" : $"did you mean `{near}`?"));
        }
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
