using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.RdsProxy;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads <c>pooler</c>.</summary>
internal static class PoolerReader
{
    private static readonly ImmutableArray<string> Keys = ["kind", "mode", "host", "port", "version", "rootCertificate", "replicas", .. PodReader.Keys, "settings"];

    /// <summary>Reads the section; without it, the target's own pooler with its defaults.</summary>
    public static PoolerOptions Read(Cursor cursor, Target? target)
    {
        var byTarget = new PoolerOptions { Kind = target is { } known ? TargetTable.Poolers(known)[0] : PoolerKind.PgBouncer };
        if (target == Target.Azure)
            byTarget = byTarget with { RootCertificate = TargetTable.PublicAuthorities };
        if (cursor.Object(Keys) is not { } section)
            return byTarget;

        var pooler = Values(section, byTarget with { Kind = section["kind"].Term<PoolerKind>() ?? byTarget.Kind }, target);
        if (target is not null && !cursor.Faults.Concern(section["kind"].Path))
            Check(pooler, section, target.Value);
        pooler = WithoutPrefix(pooler, section["settings"]);
        if (pooler.Kind == PoolerKind.BuiltIn)
            BuiltInRules.CheckSettings(pooler, section["settings"].Path, cursor.Faults);
        return pooler;
    }

    /// <summary>Reads PgBouncer that stands beside another pooler, whose kind is no choice.</summary>
    public static PoolerOptions? ReadPgBouncer(Cursor cursor) =>
        cursor.Object(Keys.Remove("kind")) is { } section ? Values(section, new() { Kind = PoolerKind.PgBouncer }, Target.Aws) : null;

    private static PoolerOptions Values(Section section, PoolerOptions defaults, Target? target)
    {
        var pods = PodReader.Read(section);
        var pooler = defaults with
        {
            Mode = section["mode"].Term<PoolMode>() ?? defaults.Mode,
            Host = section["host"].HostName(),
            Version = Version(section["version"]) ?? defaults.Version,
            RootCertificate = section["rootCertificate"].FilePath() ?? defaults.RootCertificate,
            Port = section["port"].Whole(1024, 65535) ?? defaults.Port,
            Replicas = pods.Replicas ?? defaults.Replicas,
            Pods = pods.Options,
            Settings = section["settings"].Scalars("an object of settings, each with one value") ?? defaults.Settings,
        };
        CheckSettings(pooler, section["settings"].Path, section["settings"].Faults);
        if (pooler.UsesAuthQuery)
            CheckAuth(pooler, section["auth"], target);
        return pooler;
    }

    /// <summary>Azure's documentation writes <c>pgbouncer.</c> before each name; with or without, it is one setting.</summary>
    private static PoolerOptions WithoutPrefix(PoolerOptions pooler, Cursor cursor)
    {
        const string Prefix = "pgbouncer.";
        if (pooler.Kind != PoolerKind.BuiltIn)
            return pooler;
        foreach (var (name, value) in pooler.Settings)
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;
            var plain = name[Prefix.Length..];
            if (pooler.Settings.ContainsKey(plain))
                cursor.Faults.Add(new(JsonPath.Key(cursor.Path, name), $"is given as `{plain}` too", null, "each setting once", "remove one of the two"));
            pooler = pooler with { Settings = pooler.Settings.Remove(name).SetItem(plain, value) };
        }

        return pooler;
    }

    private static void Check(PoolerOptions pooler, Section section, Target target)
    {
        var offered = TargetTable.Poolers(target);
        if (!offered.Contains(pooler.Kind))
        {
            section["kind"].Wrong(
                $"is not to be had on {Spelling.Of(target)}",
                string.Join(", ", offered.Select(Spelling.Of)),
                $"write `{Spelling.Of(offered[0])}`, or remove it");
            return;
        }

        if (pooler.Kind == PoolerKind.RdsProxy && pooler.Mode != PoolMode.Transaction && !section["mode"].Faults.Concern(section["mode"].Path))
            section["mode"].Wrong("is not a mode of RDS Proxy, which multiplexes by transaction", "transaction", "remove it, or set `kind: pgbouncer`");
        if (pooler.Kind == PoolerKind.PgBouncer)
            return;
        foreach (var key in (ImmutableArray<string>)["host", "port", "version", "replicas", .. PodReader.Keys])
        {
            if (section[key].IsGiven)
                section[key].Wrong($"cannot be chosen for {Spelling.Of(pooler.Kind)}, which the cloud runs", "nothing", "remove it");
        }
    }

    private static void CheckAuth(PoolerOptions pooler, Cursor cursor, Target? target)
    {
        const string Fix = "remove it, so that the pooler keeps a user list";
        if (target is not null and not Target.Kubernetes)
            cursor.Wrong($"cannot work on {Spelling.Of(target.Value)}, whose servers let nobody read the verifiers of roles", "userlist", Fix);
        else if (pooler.Version < AuthQuery.Since && !cursor.Faults.Concern(cursor.Path))
            cursor.Wrong($"needs PgBouncer {AuthQuery.Since}, the first with pool sizes of its own for one role", "userlist", $"raise `version`, or {Fix}");
    }

    private static PgBouncerVersion? Version(Cursor cursor)
    {
        var oldest = new PgBouncerVersion(1, 18);
        var allowed = $"a version of PgBouncer from {oldest} to {PgBouncerVersion.Newest}";
        if (cursor.Scalar(allowed, new Form.Version(oldest, PgBouncerVersion.Newest)) is not { } text)
            return null;
        if (PgBouncerVersion.TryParse(text, out var version) && version >= oldest && version <= PgBouncerVersion.Newest)
            return version;
        cursor.Wrong("is not a version that is supported", allowed, $"write the version that runs, such as {PgBouncerVersion.Newest}");
        return null;
    }

    private static void CheckSettings(PoolerOptions pooler, string path, FaultCollector faults)
    {
        foreach (var (name, value) in pooler.Settings)
        {
            var at = JsonPath.Key(path, name);
            var found = pooler.Kind switch
            {
                PoolerKind.PgBouncer => SettingCatalogue.Check(at, name, value, pooler.Version),
                PoolerKind.RdsProxy => ProxySettings.Check(at, name, value),
                _ => null,
            };
            if (found is { } fault)
                faults.Add(fault with { Received = fault.Received is { } received ? Display.Escaped(received) : null });
        }
    }
}
