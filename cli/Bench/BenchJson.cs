using System.Text.Json.Nodes;

namespace Infra.Cli.Bench;

/// <summary>The document of <c>bench --json</c>.</summary>
internal static class BenchJson
{
    public static JsonObject Of(BenchResult result) => new()
    {
        ["machine"] = new JsonObject
        {
            ["processors"] = result.Machine.Processors,
            ["postgres"] = result.Machine.Postgres,
            ["pgbouncer"] = result.Machine.PgBouncer,
        },
        ["rounds"] = result.Rounds,
        ["seconds"] = Rounded(result.Took.TotalSeconds),
        ["least"] = Ratio.Least,
        ["loads"] = new JsonArray([.. result.Loads.Select(load => Load(result, load))]),
        ["ok"] = result.Ok,
        ["slower"] = new JsonArray([.. result.Faster.Select(cell => new JsonObject { ["load"] = cell.Load.Id, ["way"] = cell.Way.Id })]),
        ["better"] = new JsonArray([.. result.Better.Select(load => new JsonObject
        {
            ["load"] = load.Key.Id,
            ["peers"] = Names(load.SelectMany(cell => cell.Way.Peers).Select(peer => peer.Id)),
        })]),
    };

    private static JsonObject Load(BenchResult result, IGrouping<BenchLoad, Cell> load) => new()
    {
        ["id"] = load.Key.Id,
        ["title"] = load.Key.Title,
        ["clients"] = load.Key.Clients,
        ["unit"] = load.Key.Unit,
        ["ways"] = new JsonArray([.. load.Select(cell => Way(result, cell))]),
    };

    private static JsonObject Way(BenchResult result, Cell cell)
    {
        Ratio? ratio = result.RatioTo(cell);
        return new()
        {
            ["id"] = cell.Way.Id,
            ["title"] = cell.Way.Title,
            ["peers"] = Names(cell.Way.Peers.Select(peer => peer.Id)),
            ["processes"] = cell.Processes,
            ["settings"] = new JsonObject(cell.Settings.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["serves"] = cell.Serves,
            ["served"] = cell.Served,
            ["refused"] = cell.Refused,
            ["failures"] = new JsonObject(cell.Failures.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["figures"] = new JsonArray([.. cell.Figures.Select(figure => JsonValue.Create(Rounded(figure)))]),
            ["median"] = cell.Median is { } median ? Rounded(median) : null,
            ["ratio"] = ratio is null ? null : Rounded(ratio.Median),
            ["noise"] = ratio is null ? null : Rounded(ratio.Noise),
            ["memory"] = cell.Memory is not { } memory ? null : new JsonObject
            {
                ["sessions"] = memory.Sessions,
                ["pssMiB"] = Rounded(memory.PssMiB),
                ["rssMiB"] = Rounded(memory.RssMiB),
            },
        };
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => JsonValue.Create(name))];

    private static double Rounded(double value) => Math.Round(value, 3);
}
