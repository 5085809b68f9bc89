using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Tests.PgBouncer;

public class SettingLayersTests
{
    [Fact]
    public void Merge_ThreeLayers_ForcedBeatsUserBeatsDefaultAndAllAreRemembered()
    {
        var merged = SettingLayers.Merge(
            Pairs(("pool_mode", "session"), ("max_client_conn", "100"), ("verbose", "0")),
            Pairs(("pool_mode", "statement"), ("max_client_conn", "500")),
            Pairs(("pool_mode", "transaction"), ("listen_port", "6432")));

        Assert.Equal(
            [
                "listen_port = 6432 (forced)",
                "max_client_conn = 500 (user; default: 100)",
                "pool_mode = transaction (forced; default: session; user: statement)",
                "verbose = 0 (default)",
            ],
            merged.Values.Select(setting => setting.ToString()));
        Assert.Equal("transaction", SettingLayers.Values(merged)["pool_mode"]);
    }

    private static Dictionary<string, string> Pairs(params (string Name, string Value)[] pairs) => pairs.ToDictionary(pair => pair.Name, pair => pair.Value);
}
