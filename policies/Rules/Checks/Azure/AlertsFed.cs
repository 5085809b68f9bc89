using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.FlexibleServer;

namespace Infra.Policies.Rules.Checks.Azure;

/// <summary>An alert that never fires.</summary>
/// <param name="Metric">Its metric.</param>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Parameter">The parameter that should be on.</param>
internal sealed record SilentFacts(string Metric, string Server, string Parameter);

/// <summary>Where an alert watches the PgBouncer inside a server, that server sends its metrics.</summary>
internal sealed class AlertsFed : IRule<SilentFacts>
{
    private static readonly string[] Alerts = ["azure-native:monitor:MetricAlert", "azure:monitoring/metricAlert:MetricAlert"];

    public IEnumerable<RuleResult<SilentFacts>> Judge(Estate estate, RuleSettings settings)
    {
        var servers = estate.Servers.Where(server => server.Kind == ServerKind.FlexibleServer).ToList();
        var byNode = servers.ToLookup<DatabaseServer, ResourceNode>(server => server.Resource!, ReferenceEqualityComparer.Instance);
        var byName = servers.ToLookup(server => server.Title, StringComparer.OrdinalIgnoreCase);
        foreach (var graph in estate.Graphs)
        {
            foreach (var alert in Alerts.SelectMany(graph.OfType))
            {
                if (MetricOf(alert) is not { } metric)
                    continue;
                var subject = Reads.At(alert, alert[alert.Kind == Alerts[0] ? "criteria" : "criterias"]);
                yield return ServerOf(graph, alert, byNode, byName) is { } server
                    ? Judge(subject, metric, server)
                    : new RuleResult<SilentFacts>.Undecided(subject, [Reads.At(alert, alert["scopes"]).Text]);
            }
        }
    }

    private static RuleResult<SilentFacts> Judge(Subject subject, string metric, DatabaseServer server)
    {
        foreach (var name in new[] { ServerParameters.Enabled, ServerParameters.Diagnostics })
        {
            var parameter = ParameterReading.Of(server, name);
            if (parameter.IsUnknown)
                return new RuleResult<SilentFacts>.Undecided(subject, [parameter.At.Text]);
            if (parameter.IsOn != true)
                return new RuleResult<SilentFacts>.Violation(subject, new(metric, server.Title, name));
        }

        return new RuleResult<SilentFacts>.Ok(subject);
    }

    /// <summary>The metrics that only PgBouncer has (Azure documentation, "Monitor metrics", PgBouncer metrics).</summary>
    private static string? MetricOf(ResourceNode alert) => alert["criteria"]["allOf"].Items.Append(alert["criteria"])
        // The classic provider's.
        .Concat(alert["criterias"].Items).Append(alert["dynamicCriteria"])
        .Select(criterion => criterion["metricName"].Text.Value)
        .FirstOrDefault(metric => metric is "num_pools" or "total_pooled_connections"
            or "client_connections_waiting" or "client_connections_active" or "server_connections_active" or "server_connections_idle");

    private static DatabaseServer? ServerOf(
        ResourceGraph graph, ResourceNode alert, ILookup<ResourceNode, DatabaseServer> byNode, ILookup<string, DatabaseServer> byName)
    {
        foreach (var scope in alert["scopes"].Items)
        {
            if (scope.Text.Value is { } id && byName[id[(id.LastIndexOf('/') + 1)..]].FirstOrDefault() is { } named)
                return named;
        }

        return Links.Only(graph, alert, "scopes", byNode.Contains) is { } only ? byNode[only].First() : null;
    }
}
