using System.Text.Json.Nodes;
using Infra.Conformance;
using Infra.Policies.ConnectionBudget;
using Infra.Policies.ConnectionBudget.Grpc;

namespace Infra.ConnectionBudget.Tests.Client;

/// <summary>Calls the pack as the engine does, through the stubs that Pulumi generates.</summary>
internal static class NodeClient
{
    public static string Root { get; } = FindRoot();

    /// <summary>Makes calls to a pack of their own, and checks that no answer holds a word that is secret.</summary>
    /// <param name="calls">The calls, as JSON; see client.js.</param>
    public static async Task<JsonArray> CallAsync(string calls)
    {
        using var stopped = new CancellationTokenSource();
        var methods = AnalyzerMethods.Of(new Analyzer(new FixedDay()), stopped.Cancel);
        await using var server = await GrpcServer.StartAsync(new GrpcApplication(methods, TimeProvider.System, stopped.Token));
        return await CallAsync(server.Port, calls);
    }

    /// <summary>Makes calls to a pack that listens.</summary>
    public static async Task<JsonArray> CallAsync(int port, string calls)
    {
        var folder = NodePackages.Install(Root, "ConnectionBudget.Tests");
        var script = Path.Combine(Root, "tests", "ConnectionBudget.Tests", "Client", "client.js");
        var (code, output) = await Task.Run(() => NodePackages.RunWith(calls, folder, "node", script, $"{port}"));
        Assert.True(code == 0, output);
        Assert.DoesNotContain(Fixtures.Secret, output, StringComparison.Ordinal);
        return JsonNode.Parse(output)!.AsArray();
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Infra.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not lie inside the project");
        return folder.FullName;
    }
}
