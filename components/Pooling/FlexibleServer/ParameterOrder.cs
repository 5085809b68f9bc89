using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Catalog;
using Infra.Pooling.Specification;

namespace Infra.Pooling.FlexibleServer;

/// <summary>
/// The order in which parameters are written: one after another over all servers, because Azure refuses a second write while one is
/// under way, and a write to a replica occupies its primary too.
/// </summary>
public static class ParameterOrder
{
    /// <summary>
    /// Every write in order. Each server begins with the switch that shows PgBouncer's other parameters. What a replica must not have
    /// lower than its primary is written to the replicas first when it rises, and to the primary first when it falls.
    /// </summary>
    /// <param name="parameters">The values by name, the same on every server.</param>
    /// <param name="inForce">The values that the servers have now.</param>
    /// <param name="replicas">Number of replicas.</param>
    public static ImmutableArray<ParameterWrite> Of(
        IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> inForce, int replicas)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(inForce);
        ImmutableArray<string> all =
        [
            .. parameters.Keys.OrderBy(name => name != ServerParameters.Enabled)
                .ThenBy(name => !name.StartsWith(ServerParameter.PoolerPrefix, StringComparison.Ordinal))
                .ThenBy(name => name, StringComparer.Ordinal),
        ];
        // What does not change is as good as rising: the replica may have it first.
        bool Rises(string name) => name == ServerParameters.Enabled
            || (ServerParameters.Find(name) is { IsShared: true } && !(Number(parameters[name]) < Number(inForce.GetValueOrDefault(name))));
        var others = Enumerable.Range(1, replicas).ToArray();
        IEnumerable<ParameterWrite> Write(int server, IEnumerable<string> names) =>
            names.Select(name => new ParameterWrite(server, name, parameters[name], ServerParameters.Find(name)?.IsDynamic ?? false));

        return
        [
            .. others.SelectMany(server => Write(server, all.Where(Rises))),
            .. Write(0, all),
            .. others.SelectMany(server => Write(server, all.Where(name => !Rises(name)))),
        ];
    }

    /// <summary>What a server of a SKU has before anything is written, under what the specification says is in force.</summary>
    internal static ImmutableSortedDictionary<string, string> InForce(DatabaseOptions database)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in ServerParameters.Shared)
        {
            if (ServerParameters.Find(name)!.Default is { } value)
                values[name] = value;
        }

        if (database.Sku is { } sku && AzureSku.All.TryGetValue(sku, out var known))
            values[ServerParameters.MaxConnections] = known.MaxConnections.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in database.FlexibleServer.InForce)
            values[name] = value;
        return values.ToImmutable();
    }

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
