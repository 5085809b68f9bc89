namespace Infra.Cli.Tests;

/// <summary>Where in a cluster the pooler of a stack is, and with which labels.</summary>
public sealed class NamespaceTests : IDisposable
{
    private const string Metrics = Project.Specification + "\npooler: {metrics: true}";

    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Preview_Namespace_IsThatOfEveryObjectAndOfTheHost()
    {
        var result = await Given("databases").RunAsync("preview", "one", "--json");

        Assert.Equal(0, result.Code);
        var objects = result.Json["resources"]!.AsArray().Where(resource => resource!["custom"]!.GetValue<bool>()).ToList();
        Assert.NotEmpty(objects);
        Assert.All(objects, made => Assert.Equal("databases", made!["inputs"]!["metadata"]!["namespace"]!.ToString()));
        Assert.Equal("pooler.databases.svc", result.Json["outputs"]!["connections"]!["readWrite"]!["host"]!.ToString());
    }

    [Fact]
    public async Task Preview_MonitorLabels_AreTheMonitors()
    {
        var result = await _project.Specified("one", Metrics, more: "  infra:monitorLabels: {release: prometheus}\n").RunAsync("preview", "one", "--json");

        Assert.Equal(0, result.Code);
        var labelled = result.Json["resources"]!.AsArray().Where(resource => resource!["inputs"]!["metadata"]?["labels"]?["release"]?.ToString() == "prometheus")
            .Select(resource => resource!["type"]!.ToString());
        Assert.Equal(
            ["kubernetes:monitoring.coreos.com/v1:PrometheusRule", "kubernetes:monitoring.coreos.com/v1:ServiceMonitor"], labelled.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Preview_NoNameOfANamespace_IsRefused() =>
        (await Given("Data_bases").RunAsync("preview", "one", "--json")).Refused(2,
            "error: `infra:namespace`: is not the name of a namespace (received Data_bases); "
            + "allowed: 1 to 63 of a-z, 0-9 and -, which begin and end with a letter or digit; fix: write the name of one that exists\n");

    private Project Given(string name) => _project.Specified("one", more: $"  infra:namespace: {name}\n");
}
