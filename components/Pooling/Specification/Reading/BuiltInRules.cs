using Infra.Pooling.FlexibleServer;

namespace Infra.Pooling.Specification.Reading;

/// <summary>What the PgBouncer inside a Flexible Server can be told.</summary>
internal static class BuiltInRules
{
    private const string PreparedStatements = "max_prepared_statements";

    /// <summary>Checks the settings, which have lost their prefix.</summary>
    public static void CheckSettings(PoolerOptions pooler, string path, FaultCollector faults)
    {
        var allowed = string.Join(", ", ServerParameters.PoolerSettings);
        foreach (var (name, value) in pooler.Settings)
        {
            var at = JsonPath.Key(path, name);
            if (faults.Concern(at))
                continue;
            var parameter = ServerParameters.Find(ServerParameter.PoolerPrefix + name);
            if (parameter is null)
            {
                var near = Suggestion.For(name, ServerParameters.PoolerSettings);
                faults.Add(new(
                    at, "is not a setting that Azure's PgBouncer exposes", Display.Quoted(value), allowed,
                    near is null ? "remove it" : $"did you mean `{near}`?"));
            }
            else if (parameter.DecidedBy is { } owner)
            {
                faults.Add(new(at, $"is decided by {owner}", Display.Quoted(value), allowed, "remove it"));
            }
            else if (parameter.Check(at, value) is { } fault)
            {
                faults.Add(fault with { Received = Display.Quoted(value) });
            }
        }

        if (pooler.Mode == PoolMode.Statement && pooler.Settings.TryGetValue(PreparedStatements, out var count) && count != "0"
            && !faults.Concern($"{path}.{PreparedStatements}"))
        {
            faults.Add(new(
                $"{path}.{PreparedStatements}", "carries prepared statements, which statement pooling does not allow",
                Display.Quoted(count), "0 in mode statement", "remove it, or set `pooler.mode: transaction`"));
        }
    }
}
