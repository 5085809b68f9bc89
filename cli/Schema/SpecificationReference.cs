using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Pooling.FlexibleServer;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.RdsParameters;
using Infra.Pooling.RdsProxy;
using Infra.Pooling.Specification;
using Infra.Pooling.Specification.Outline;

namespace Infra.Cli.Schema;

/// <summary>Every key of a specification for people: <c>docs/specification.md</c>.</summary>
internal static class SpecificationReference
{
    public static string Markdown()
    {
        var text = new StringBuilder(
            """
            # Specification

            Every key under `infra:pooling` in `stacks/config/Pulumi.<stack>.yaml`. Made from the reader by `./infra schema --reference`; a test holds it current. The same for editors: [pooling.schema.json](pooling.schema.json).

            - A duration is a number and one of `ms`, `s`, `m`, `h`: `200ms`, `15s`. Every other quantity is a plain number in the unit that stands with it.
            - Numbers and truth values may also be written as texts. An unknown key, a key that is given twice, and a key without a value are errors.
            - All errors are reported at once, each with its path, the value received, what is allowed, and the fix. Below each table stands what is said to a wrong value of each key; what is said where keys do not go together, below [rules between keys](#rules-between-keys).
            - "On" names the targets that have the key: `aws`, `azure`, `kubernetes`; empty means all.

            """.ReplaceLineEndings("\n"));
        foreach (var (key, _) in KeySet.All)
        {
            if (key.Values.OfType<OutlineObject>().FirstOrDefault() is not null)
                Section(text, key);
        }

        Conflicts(text);
        Settings(text);
        return text.ToString();
    }

    private static void Section(StringBuilder text, OutlineKey key)
    {
        var name = key.Path.Length == 0 ? "infra:pooling" : key.Path;
        var keys = KeySet.All.Where(item => IsBelow(key.Path, item.Key.Path)).ToList();
        text.Append($"\n## {name}\n\n");
        if (KeyTexts.Of(key.Path.EndsWith("[]", StringComparison.Ordinal) ? key.Path[..^2] : key.Path) is { Length: > 0 } meaning)
            text.Append($"{meaning}\n\n");
        if (key.Values.Where(value => value is not OutlineObject).Select(value => value.Allowed).ToList() is { Count: > 0 } instead)
            text.Append($"In its place: {string.Join(", or ", instead)}.\n\n");
        text.Append("| Key | On | Type | Allowed | Default | Example | Meaning |\n|---|---|---|---|---|---|---|\n");
        foreach (var (found, targets) in keys)
            Row(text, found, targets);
        var errors = keys.Select(item => KeySamples.Wrong(item.Key, item.Targets[0])).OfType<Fault>().Select(fault => fault.ToString()).ToList();
        if (errors.Count > 0)
            text.Append($"\n```text\n{string.Join('\n', errors)}\n```\n");
    }

    private static void Row(StringBuilder text, OutlineKey key, IReadOnlyList<Target> targets)
    {
        var on = targets.Count == Enum.GetValues<Target>().Length ? "" : string.Join(", ", targets.Select(target => Spelling.Of(target)));
        var telling = targets.OrderByDescending(target => KeyDefaults.Of(target, key.Path) is not null).First();
        var example = KeySamples.Example(key, telling) is { } value ? $"`{Plain(value)}`" : "";
        var type = string.Join(" or ", key.Values.Select(value => TypeOf(key, value)));
        text.Append($"| `{key.Name}` | {on} | {Cell(type)} | {Cell(Allowed(key, targets))} | {Cell(Default(key, targets))} ");
        text.Append($"| {Cell(example)} | {Cell(KeyTexts.Of(key.Path))} |\n");
    }

    private static string Default(OutlineKey key, IReadOnlyList<Target> targets)
    {
        var required = targets.Where(target => KeySet.Find(target, key.Path).IsRequired).ToList();
        if (required.Count == targets.Count)
            return "required";
        var defaults = targets.Select(target => (Target: target, Value: KeyDefaults.Of(target, key.Path))).Where(item => item.Value is not null)
            .GroupBy(item => Plain(item.Value!)).ToList();
        var some = defaults.Count == 1 && defaults[0].Count() == targets.Count
            ? [$"`{defaults[0].Key}`"]
            : defaults.Select(group => $"`{group.Key}` on {string.Join(", ", group.Select(item => Spelling.Of(item.Target)))}");
        return string.Join("; ", required.Select(target => $"required on {Spelling.Of(target)}").Concat(some));
    }

    private static string Allowed(OutlineKey key, IReadOnlyList<Target> targets)
    {
        var ranges = targets.Select(target => (Target: target, Text: Allowed(KeySet.Find(target, key.Path)))).GroupBy(item => item.Text).ToList();
        return ranges.Count == 1
            ? ranges[0].Key
            : string.Join("; ", ranges.Select(group => $"{group.Key} on {string.Join(", ", group.Select(item => Spelling.Of(item.Target)))}"));
    }

    private static string Allowed(OutlineKey key) => string.Join("; or ", key.Values.Select(value => value switch
    {
        OutlineObject found => $"keys: [{key.Path}](#{Anchor(key.Path)})",
        OutlineList { Item: { Values: [OutlineObject, ..] } item } => $"items: [{item.Path}](#{Anchor(item.Path)})",
        OutlineList { Item.Values: [var item, ..] } => $"items: {item.Allowed}",
        OutlineMap { Item.Values: [var item, ..] } map => $"{map.Allowed}{(item is OutlineText ? $": {item.Allowed}" : "")}",
        _ => value.Allowed,
    }));

    private static string TypeOf(OutlineKey key, OutlineValue value) => value switch
    {
        OutlineObject => "object",
        OutlineList => "list",
        OutlineMap => "mapping",
        OutlineWhole => $"whole number{Unit(key.Name)}",
        OutlineNumber => $"number{Unit(key.Name)}",
        OutlineWords { Words: ["true", "false"] } => "true or false",
        OutlineWords => "word",
        OutlineDuration => "duration",
        OutlineVersion => "version",
        OutlineScalar => "text, number, true or false",
        _ => "text",
    };

    private static string Unit(string name) => name switch
    {
        _ when name.EndsWith("GiB", StringComparison.Ordinal) => " (GiB)",
        _ when name.EndsWith("Percent", StringComparison.Ordinal) => " (%)",
        _ when name.EndsWith("Days", StringComparison.Ordinal) => " (days)",
        _ when name.EndsWith("Acu", StringComparison.Ordinal) => " (ACU)",
        _ when name.EndsWith("Rps", StringComparison.Ordinal) => " (requests a second)",
        "maxConnections" or "connections" or "size" or "overflow" or "admin" or "other" => " (connections)",
        _ => "",
    };

    private static void Conflicts(StringBuilder text)
    {
        text.Append(
            """

            ## Rules between keys

            Each by an example: what is written on top of the smallest specification of its target, and what is said to it. `~` leaves a key out.

            """.ReplaceLineEndings("\n"));
        foreach (var (target, conflicts) in KeyConflicts.All)
        {
            text.Append($"\nOn {Spelling.Of(target)}, on top of `{Plain(KeyDefaults.Smallest(target)["database"]!)}`:\n\n```text\n");
            foreach (var conflict in conflicts)
                text.Append($"{conflict}\n").Append(string.Concat(KeyConflicts.Faults(target, conflict).Select(fault => $"  {fault}\n")));
            text.Append("```\n");
        }
    }

    private static void Settings(StringBuilder text)
    {
        text.Append("\n## Settings of PgBouncer\n\nUnder `pooler.settings` and `database.rds.readPooler.settings`.\n\n| Setting | Allowed | Default | From |\n|---|---|---|---|\n");
        foreach (var setting in SettingCatalogue.Settable(PgBouncerVersion.Newest))
            text.Append($"| `{setting.Name}` | {Cell(setting.Allowed)} | {Cell(setting.Default is { Length: > 0 } value ? $"`{value}`" : "")} | {setting.Since} |\n");
        text.Append("\n## Settings of RDS Proxy\n\nUnder `pooler.settings`, with `kind: rdsProxy`.\n\n| Setting | Allowed | Default |\n|---|---|---|\n");
        foreach (var (name, allowed) in ProxySettings.All)
            text.Append($"| `{name}` | {Cell(allowed)} | {ProxyDefault(name)} |\n");
        text.Append("\n## Settings of PgBouncer in a Flexible Server\n\nUnder `pooler.settings`, with or without `pgbouncer.` before the name.\n\n| Setting | Allowed | Default |\n|---|---|---|\n");
        foreach (var name in ServerParameters.PoolerSettings)
            Azure(text, name, ServerParameters.Find(ServerParameter.PoolerPrefix + name)!);
        text.Append("\n## Parameters of a Flexible Server\n\nUnder `database.flexibleServer.parameters`.\n\n| Parameter | Allowed | Default |\n|---|---|---|\n");
        foreach (var name in ServerParameters.Choosable)
            Azure(text, name, ServerParameters.Find(name)!);
        text.Append("\n## Parameters of a database on AWS\n\nUnder `database.rds.parameters`, each a value or `{value, apply}`. Without one of them it stays what AWS's family of parameters has, which may depend on the instance class.\n\n| Parameter | Allowed | Takes effect |\n|---|---|---|\n");
        foreach (var parameter in RdsParameterCatalogue.All.Where(parameter => parameter.OwnedBy is null))
            text.Append($"| `{parameter.Name}` | {Cell(parameter.Allowed)} | {(parameter.IsStatic ? "at a restart" : "at once")} |\n");
    }

    private static string ProxyDefault(string name) => name switch
    {
        ProxySettings.MaxConnectionsPercent => "from the workloads' need and the budget",
        ProxySettings.MaxIdleConnectionsPercent => $"half of `{ProxySettings.MaxConnectionsPercent}`",
        ProxySettings.ConnectionBorrowTimeout => "`timeouts.queueWait`",
        ProxySettings.IdleClientTimeout => "`1800`",
        ProxySettings.InitQuery => "the time-outs of `timeouts`",
        ProxySettings.DebugLogging => "`false`",
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static void Azure(StringBuilder text, string name, ServerParameter parameter) =>
        text.Append($"| `{name}` | {Cell(parameter.Allowed)} | {(parameter.Default is { Length: > 0 } value ? $"`{value}`" : "")} |\n");

    private static bool IsBelow(string path, string other) =>
        other.Length > 0 && (path.Length == 0 ? !other.Contains('.') && !other.EndsWith(']')
            : other.StartsWith($"{path}.", StringComparison.Ordinal) && !other[(path.Length + 1)..].Contains('.') && !other.EndsWith(']'));

    // As GitHub makes it of a heading.
    private static string Anchor(string path) => string.Concat(path.Split('.', '[', ']', '*')).ToLowerInvariant();

    private static string Plain(JsonNode node) => node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();

    // What stands between angle brackets would be taken for HTML, but not within a code span.
    private static string Cell(string text) => string.Join('`', text.Split('`')
        .Select((part, index) => index % 2 == 0 ? part.Replace("<", "&lt;", StringComparison.Ordinal) : part)).Replace("|", "\\|", StringComparison.Ordinal);
}
