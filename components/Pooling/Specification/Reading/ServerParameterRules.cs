using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.FlexibleServer;

namespace Infra.Pooling.Specification.Reading;

/// <summary>
/// What holds for <c>parameters</c> and <c>inForce</c> of a Flexible Server: names, ranges, and time-outs among each other.
/// </summary>
internal static class ServerParameterRules
{
    private const string Server = "database.flexibleServer";

    public static void Check(PoolingSpecification specification, FaultCollector faults)
    {
        var database = specification.Database;
        var server = database.FlexibleServer;
        CheckEach(database, $"{Server}.parameters", server.Parameters, ServerParameters.Choosable, faults);
        CheckEach(database, $"{Server}.inForce", server.InForce, ServerParameters.Shared, faults);
        CheckIdleSession(specification, faults);
        CheckTransaction(specification, faults);
    }

    private static void CheckEach(
        DatabaseOptions database,
        string path,
        ImmutableSortedDictionary<string, string> values,
        ImmutableArray<string> names,
        FaultCollector faults)
    {
        foreach (var (name, value) in values)
        {
            var at = JsonPath.Key(path, name);
            if (faults.Concern(at))
                continue;
            var parameter = ServerParameters.Find(name);
            if (!names.Contains(name))
            {
                faults.Add(Unknown(at, name, value, parameter, names));
            }
            else if (parameter!.Since > database.Version)
            {
                faults.Add(new(
                    at, $"came with PostgreSQL {parameter.Since}", Display.Quoted(value), "parameters of the server's version",
                    "remove it, or raise `database.version`"));
            }
            else if (parameter.Check(at, value) is { } fault)
            {
                faults.Add(fault with { Received = Display.Quoted(value) });
            }
        }
    }

    private static Fault Unknown(string path, string name, string value, ServerParameter? parameter, ImmutableArray<string> names)
    {
        if (parameter?.DecidedBy is { } owner)
            return new(path, $"is decided by {owner}", Display.Quoted(value), string.Join(", ", names), "remove it");
        if (parameter is not null && name.StartsWith(ServerParameter.PoolerPrefix, StringComparison.Ordinal))
            return new(path, "is a setting of the pooler", Display.Quoted(value), string.Join(", ", names), "move it to `pooler.settings`");
        var near = Suggestion.For(name, names);
        return new(
            path, "is not a parameter that is decided here", Display.Quoted(value), string.Join(", ", names),
            near is null ? "remove it, and set it with a resource of its own" : $"did you mean `{near}`?");
    }

    private static void CheckIdleSession(PoolingSpecification specification, FaultCollector faults)
    {
        const string Path = $"{Server}.parameters.{ServerParameters.IdleSession}";
        if (!specification.Database.FlexibleServer.Parameters.TryGetValue(ServerParameters.IdleSession, out var text)
            || faults.Concern(Path)
            || faults.Concern("pooler.settings.server_idle_timeout"))
            return;
        // Zero switches either of them off.
        var session = Number(text);
        var seconds = Timeouts.TimeoutPlan.Create(specification).PoolerSettings["server_idle_timeout"];
        var kept = Number(seconds) * 1000;
        if (session != 0 && (kept == 0 || session <= kept))
        {
            faults.Add(new(
                Path,
                $"is not above `server_idle_timeout` ({(kept == 0 ? "no limit" : $"{seconds}s")}): "
                + "the server would close connections that the pooler still keeps",
                Display.Quoted(text),
                kept == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"0, or above {kept}, in milliseconds"),
                "raise it, or remove it for the default, 0"));
        }
    }

    private static void CheckTransaction(PoolingSpecification specification, FaultCollector faults)
    {
        const string Path = $"{Server}.parameters.transaction_timeout";
        if (!specification.Database.FlexibleServer.Parameters.TryGetValue("transaction_timeout", out var text) || faults.Concern(Path)
            || faults.Concern("timeouts.statement"))
            return;
        var statement = (long)specification.Timeouts.Statement.TotalMilliseconds;
        if (Number(text) is > 0 and var transaction && transaction <= statement)
        {
            faults.Add(new(
                Path,
                $"is not above `timeouts.statement` ({DurationText.Format(specification.Timeouts.Statement)}): "
                + "a transaction of one statement would be cut before the statement is",
                Display.Quoted(text),
                string.Create(CultureInfo.InvariantCulture, $"0, or above {statement}, in milliseconds"),
                "raise it, or lower `timeouts.statement`"));
        }
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
