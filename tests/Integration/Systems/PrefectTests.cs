using System.Text.Json.Nodes;

namespace Infra.Integration.Systems;

public sealed class PrefectTests(RunningSystem system) : IClassFixture<RunningSystem>
{
    private const string Stack = "prefect-aws";

    [PythonFact]
    public async Task Environment_OfTheApi_ConnectsWithJitOffFindsTheExtensionAndHasItsGuardRails()
    {
        RunningSystem prefect = await system.UpAsync(Stack);

        JsonNode facts = await PythonDriver.RunAsync("prefect_work", prefect.Environment("api"));

        Assert.Equal(
            """{"jit":"off","statement_timeout":"1min","lock_timeout":"15s","idle_in_transaction_session_timeout":"1min"}""", facts.ToJsonString());
    }

    [RealServersFact]
    public async Task Connection_InEveryOtherForm_ReachesTheDatabase()
    {
        RunningSystem prefect = await system.UpAsync(Stack);

        Assert.Equal("prefect", await TestTarget.ScalarAsync<string>(prefect.Connection("readWrite", "npgsql"), "SELECT current_database()::text"));
        Assert.Equal("prefect", (await prefect.PsqlAsync(prefect.Connection("readWrite", "uri"), "SELECT current_database()")).Trim());
        Assert.Equal("prefect", (await prefect.PsqlAsync(prefect.Connection("direct", "uri"), "SELECT current_database()")).Trim());
    }

    [PythonFact]
    public async Task Load_ThreeHundredFlowsThatChangeStateAtOnce_AllFinishWithinThePool()
    {
        RunningSystem prefect = await system.UpAsync(Stack);
        Dictionary<string, string> variables = prefect.Environment("api");
        await PythonDriver.RunAsync("prefect_work", variables);

        Task<JsonNode> flows = PythonDriver.RunAsync("prefect_load", variables);
        long most = await prefect.MostBackendsAsync(flows, "prefect", replica: false);

        RunningSystem.Print($"Prefect: {(await flows).ToJsonString()} over at most {most} of {prefect.PlannedBackends} backends");
        Assert.Equal(300, (int)(await flows)["completed"]!);
        Assert.Equal(2 * (50 + 20), prefect.PlannedBackends);
        Assert.InRange(most, 1, prefect.PlannedBackends);
    }
}
