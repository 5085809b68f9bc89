using System.Text.Json.Nodes;
using Infra.Cli.Local;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class ReloadDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    [RealServersFact]
    public async Task Reload_SizesTimeoutsUserAndCertificate_FailsNoTransactionAndDropsNoClient()
    {
        LocalResult first = await Target.ResetAsync();
        string certificate = await CertificateAsync();
        await using Traffic traffic = await Traffic.StartAsync(Target);
        int connections = traffic.Connections;

        Target.Specification["pooler"]!["settings"]!["default_pool_size"] = 12;
        await ReloadAsync(traffic);
        Target.Specification["timeouts"]!["queueWait"] = "9s";
        await ReloadAsync(traffic);
        Target.Specification["workloads"]!.AsArray().Add(JsonNode.Parse(
            """{"name": "batch", "user": "batch", "replicas": {"min": 1, "max": 1, "surge": 0}, "pool": {"size": 5}, "driver": "npgsql"}"""));
        await ReloadAsync(traffic);
        File.Delete(Path.Combine(Target.Folders.StateFolder, "tls", "server.crt"));
        LocalResult last = await ReloadAsync(traffic);

        Assert.Equal(DrillTarget.Pods(first).Select(pod => pod.Pid).OfType<int>(), DrillTarget.Pods(last).Select(pod => pod.Pid).OfType<int>());
        Assert.Equal("batch", await TestTarget.ScalarAsync<string>(Target.Pooled("batch"), "SELECT current_user::text"));
        Assert.NotEqual(certificate, await CertificateAsync());
        await traffic.VerifyAsync();
        Print($"reload: 4 changes, {traffic.Done} transactions of {Traffic.Writers + Traffic.Readers} clients, {traffic.Failures.Length} failed",
            $"{traffic.Connections - connections} of {connections} connections made anew");
        Assert.Empty(traffic.Failures);
        Assert.Equal(connections, traffic.Connections);
    }

    private async Task<LocalResult> ReloadAsync(Traffic traffic)
    {
        LocalResult result = await Target.UpAsync();
        Assert.All(DrillTarget.Pods(result), pod => Assert.Equal(PartChange.Reloaded, pod.Change));
        await traffic.AllProceedAsync();
        return result;
    }

    /// <summary>The serial number of the certificate that a new client is shown.</summary>
    private async Task<string> CertificateAsync()
    {
        WireLogin login = Target.Wire("app");
        await using WireClient client = new();
        client.Connect(login);
        await client.LogInAsync(login, CancellationToken.None);
        return client.Certificate;
    }
}
