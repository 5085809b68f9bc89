using System.Collections.Immutable;
using System.Globalization;
using Infra.Cli.Doctor.Looking;
using Infra.Pooling;
using Infra.Pooling.FlexibleServer;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Doctor.Checks;

/// <summary>Whether what runs is what was planned, setting by setting.</summary>
internal static class PlanChecks
{
    public const string Name = "plan";
    public const string Entries = "planned entries";
    public const string Parameters = "planned parameters";

    // A pool that is larger than planned opens connections that the budget does not count.
    private static readonly string[] _sizes =
    [
        "default_pool_size", "reserve_pool_size", "min_pool_size", "max_db_connections", "max_user_connections", "pool_size",
        "max_client_conn",
    ];

    // Each pod sets these for itself; where it listens was just tried.
    private static readonly string[] _ownToPod = ["listen_addr", "unix_socket_dir", "peer_id"];

    public static IEnumerable<CheckResult> Of(DoctorSight sight)
    {
        if (sight.Plan is not { } plan)
        {
            yield return CheckResult.Skip(Name, null, "no stack was named", "name it with --stack");
            yield break;
        }

        foreach (var result in Settings(sight, plan).Concat(EntryChecks.Of(sight, plan)).Concat(OfParameters(sight, plan)))
            yield return result;
    }

    /// <summary>A value that differs, in one sentence.</summary>
    public static CheckResult Drift(string check, string? entry, string name, string found, string planned, string advice)
    {
        var more = IsLarger(name.Split(": ")[^1], found, planned) ? ": more than the budget counts" : "";
        return CheckResult.Fail(check, entry, $"`{name}` is {Shown(found)}, planned {Shown(planned)}{more}", advice);
    }

    private static IEnumerable<CheckResult> Settings(DoctorSight sight, PoolPlan plan)
    {
        if (Planned(plan) is not { } planned)
        {
            yield return CheckResult.Skip(Name, null, "what RDS Proxy is set to is known to AWS alone: see `pulumi preview --refresh`");
            yield break;
        }

        if (sight.Console.Value?.Config is not { Value: { } config } seen)
        {
            yield return CheckResult.Skip(
                Name, null, sight.Console.Value?.Config.Reason ?? sight.Console.Reason!, "give PgBouncer's console with --admin");
            yield break;
        }

        _ = PgBouncerVersion.TryParse(sight.Console.Value.Version, out var version);
        var matching = 0;
        foreach (var (name, wanted) in planned)
        {
            if (!config.TryGetValue(name, out var found))
                yield return CheckResult.Skip(Name, null, $"PgBouncer does not show `{name}`, planned {Shown(wanted)}");
            else if (Same(name, found, wanted))
                matching++;
            else
                yield return Drift(Name, null, name, found, wanted, How(name, version));
        }

        foreach (var (name, found) in config.Where(one => !planned.ContainsKey(one.Key) && !_ownToPod.Contains(one.Key)))
        {
            if (SettingCatalogue.Find(SettingScope.Pooler, name) is { OwnedBy: null, Kind: not SettingKind.File } setting
                && setting.DefaultIn(version) is { } standard && !Same(name, found, standard))
            {
                yield return CheckResult.Fail(
                    Name, null, $"`{name}` is {Shown(found)}, which the plan leaves at {Shown(standard)}", How(name, version));
            }
        }

        yield return CheckResult.Ok(
            Name, null,
            $"{matching.ToString(CultureInfo.InvariantCulture)} of {planned.Count.ToString(CultureInfo.InvariantCulture)} settings of "
                + "PgBouncer are as planned");
    }

    private static ImmutableSortedDictionary<string, string>? Planned(PoolPlan plan) => plan switch
    {
        { PgBouncer: { } own } => own.Settings.RemoveRange(_ownToPod),
        { FlexibleServer: { } azure } => azure.Parameters
            .Where(parameter => parameter.Key.StartsWith(ServerParameter.PoolerPrefix, StringComparison.Ordinal))
            .Where(parameter => parameter.Key != $"{ServerParameter.PoolerPrefix}enabled")
            .ToImmutableSortedDictionary(parameter => parameter.Key[ServerParameter.PoolerPrefix.Length..], parameter => parameter.Value),
        _ => null,
    };

    private static IEnumerable<CheckResult> OfParameters(DoctorSight sight, PoolPlan plan)
    {
        foreach (var entry in sight.Entries)
        {
            if (entry.Settings.Value is not { } settings)
            {
                yield return CheckResult.Skip(Parameters, entry.Name, entry.Settings.Reason!);
                continue;
            }

            var matching = 0;
            foreach (var (name, wanted) in plan.DatabaseParameters.Where(parameter => !TimeoutChecks.All.Contains(parameter.Key)))
            {
                if (settings.GetValueOrDefault(name) is not { } found)
                    yield return CheckResult.Skip(Parameters, entry.Name, $"the server does not show `{name}`, planned {Shown(wanted)}");
                else if (SameText(found.Value, wanted))
                    matching++;
                else
                    yield return CheckResult.Fail(
                        Parameters, entry.Name, $"`{name}` is {Shown(found.Value)}, planned {Shown(wanted)}",
                        "apply the plan; a static parameter needs a restart");
            }

            yield return CheckResult.Ok(
                Parameters, entry.Name,
                $"{matching.ToString(CultureInfo.InvariantCulture)} parameters of the server are as planned, besides the time-outs");
        }
    }

    private static string How(string name, PgBouncerVersion version) =>
        SettingCatalogue.Find(SettingScope.Pooler, name)?.ApplyByIn(version) == ApplyBy.Restart
            ? "apply the plan and restart PgBouncer: a RELOAD does not change it"
            : "apply the plan and RELOAD; if it was SET on the console, a RELOAD is enough";

    // The pods say in auth_hba_file who may come from where; how a client is asked for its password is a check of its own.
    private static bool Same(string name, string found, string planned) =>
        SameText(found, planned) || (name == "auth_type" && found == "hba")
        || (SettingCatalogue.Find(SettingScope.Pooler, name) is { } setting && SettingValue.Number(setting, found) is { } one
            && SettingValue.Number(setting, planned) is { } other && one.Equals(other));

    private static bool SameText(string found, string planned) =>
        found == planned || string.Equals(
            found.Replace(", ", ",", StringComparison.Ordinal), planned.Replace(", ", ",", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase)
        || (Boolean(found) is { } one && Boolean(planned) == one)
        || (decimal.TryParse(found, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && decimal.TryParse(planned, NumberStyles.Float, CultureInfo.InvariantCulture, out var right) && left == right);

    private static bool? Boolean(string text) => text switch
    {
        "on" or "true" or "yes" => true,
        "off" or "false" or "no" => false,
        _ => null,
    };

    private static bool IsLarger(string name, string found, string planned) => _sizes.Contains(name)
        && decimal.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
        && decimal.TryParse(planned, NumberStyles.None, CultureInfo.InvariantCulture, out var other)
        && other != 0 && (one == 0 || one > other);

    private static string Shown(string value) => value.Length == 0 ? "empty" : value;
}
