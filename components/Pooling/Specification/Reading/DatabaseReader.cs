using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads <c>database</c>.</summary>
internal static partial class DatabaseReader
{
    private static readonly ImmutableArray<string> Keys =
    [
        "name", "user", "version", "instanceClass", "aurora", "serverless", "rds", "sku", "flexibleServer", "host", "port", "readHosts",
        "maxConnections", "replicas",
        "reserve",
    ];

    public static DatabaseOptions Read(Cursor cursor, Target? target)
    {
        var none = new DatabaseOptions { Name = "", User = "" };
        if (cursor.Object(Keys) is not { } section)
            return none;

        var own = OfTarget(section, target, cursor.Faults);
        var port = section["port"].Whole(1, 65535) ?? none.Port;
        var database = none with
        {
            Name = section["name"].Required("app").Identifier() ?? "",
            User = section["user"].Required("app").Role() ?? "",
            Version = section["version"].Whole(14, 18) ?? none.Version,
            InstanceClass = own("instanceClass")?
                .Matching(InstanceClassName(), "is not an instance class", "`db.` and a class", "write it as `db.r7g.large`"),
            AuroraInstances = own("aurora")?.Object(["instances"])?["instances"].Required("2").Whole(1, 16),
            Serverless = own("serverless") is { } serverless ? ReadServerless(serverless) : null,
            Rds = own("rds") is { } rds ? RdsReader.Read(rds) : none.Rds,
            Sku = own("sku")?.Matching(SkuName(), "is not an SKU", "`Standard_` and a size", "write it as `Standard_D4ds_v5`"),
            FlexibleServer = own("flexibleServer") is { } server ? FlexibleServerReader.Read(server) : none.FlexibleServer,
            Host = own("host")?.HostName(),
            Port = port,
            ReadHosts = own("readHosts") is { } hosts ? ReadHosts(hosts, port) : [],
            MaxConnections = section["maxConnections"].Whole(25, target == Target.Azure ? 5000 : 262143),
            Replicas = section["replicas"].Whole(0, target == Target.Azure ? 5 : 15) ?? 0,
            Reserve = ReadReserve(section["reserve"]),
        };
        return target is null ? database : DatabaseRules.Apply(database, section, target.Value, cursor.Faults);
    }

    /// <summary>Gives the keys of the target and reports those of another one.</summary>
    private static Func<string, Cursor?> OfTarget(Section section, Target? target, FaultCollector faults)
    {
        foreach (var (key, owner) in TargetTable.DatabaseKeys)
        {
            var found = section[key];
            if (target is null || owner == target || !found.IsGiven)
                continue;
            var own = TargetTable.DatabaseKeys.Where(entry => entry.Target == target).Select(entry => entry.Key);
            faults.Add(new(
                found.Path,
                $"belongs to target {Spelling.Of(owner)}, and the target is {Spelling.Of(target.Value)}",
                found.Shown,
                $"{string.Join(", ", own)} on {Spelling.Of(target.Value)}",
                $"remove it or set `target: {Spelling.Of(owner)}`"));
        }

        return key => target is null || TargetTable.DatabaseKeys.Contains((key, target.Value)) ? section[key] : null;
    }

    private static ServerlessOptions? ReadServerless(Cursor cursor)
    {
        if (cursor.Object(["minAcu", "maxAcu"]) is not { } section)
            return null;
        var min = Acu(section["minAcu"].Required("0.5"), 0);
        var max = Acu(section["maxAcu"].Required("16"), 1);
        if (min > max)
        {
            section["maxAcu"].Wrong(
                "is below `minAcu`",
                string.Create(CultureInfo.InvariantCulture, $"{min} or more"),
                string.Create(CultureInfo.InvariantCulture, $"raise it to {min} or more, or lower `minAcu`"));
        }

        return new ServerlessOptions(min ?? 0, max ?? 1);
    }

    private static decimal? Acu(Cursor cursor, decimal min)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"{min} to 256 in steps of 0.5");
        if (cursor.Number(min, 256, allowed, step: 0.5m) is not { } acu)
            return null;
        if (acu * 2 % 1 == 0)
            return acu;
        var step = Math.Ceiling(acu * 2) / 2;
        cursor.Wrong("is not a step of capacity", allowed, string.Create(CultureInfo.InvariantCulture, $"round it to {step:0.#}"));
        return null;
    }

    private static ImmutableArray<HostPort> ReadHosts(Cursor cursor, int port)
    {
        if (cursor.List("a list of `host` or `host:port`", isDistinct: true) is not { } items)
            return [];
        var hosts = ImmutableArray.CreateBuilder<HostPort>();
        foreach (var item in items)
        {
            if (item.HostAndPort(port) is not { } host)
                continue;
            if (hosts.Contains(host))
                item.Wrong("is listed twice", "each replica once", "remove one of the two");
            hosts.Add(host);
        }

        return hosts.ToImmutable();
    }

    private static ReserveOptions ReadReserve(Cursor cursor)
    {
        var none = new ReserveOptions();
        if (cursor.Object(["admin", "other"]) is not { } section)
            return none;
        return new ReserveOptions
        {
            Admin = section["admin"].Whole(0, 1000) ?? none.Admin,
            Other = section["other"].Whole(0, 100_000) ?? none.Other,
        };
    }

    [GeneratedRegex(@"\Adb\.[a-z0-9-]+\.[a-z0-9-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex InstanceClassName();

    [GeneratedRegex(@"\AStandard_[A-Za-z0-9_]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex SkuName();
}
