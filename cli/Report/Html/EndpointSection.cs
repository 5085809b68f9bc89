using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Cli.Evaluation;
using Infra.Cli.Report.Data;

namespace Infra.Cli.Report.Html;

/// <summary>Where clients connect to. No secrets: only what the stack's outputs hold in plain text.</summary>
internal static class EndpointSection
{
    public static XElement Of(string id, StackReport report) => Html.Section(
        $"{id}-endpoints", "Endpoints",
        report.Stack.Masked["connections"] is JsonObject { Count: > 0 } connections
            ? DataTable.Of(
                "Where each route leads; connection strings hold passwords and are not shown here",
                [new("Route", "once"), new("Host", "long"), Column.Number("Port"), "Database", "Default role"],
                connections.Select(connection => new object?[]
                {
                    Route(connection.Key), Shown(connection.Value!["host"], host: true), Plain(connection.Value["port"]),
                    Shown(connection.Value["database"], host: false), Shown(connection.Value["username"], host: false),
                }))
            : Html.Element("p", "There are none, because a mandatory finding stands against this stack."),
        Facts(report));

    private static string Route(string code) => code switch
    {
        "readWrite" => "read-write",
        "readOnly" => "read-only",
        _ => code,
    };

    private static XElement Shown(JsonNode? value, bool host) => Plain(value) switch
    {
        Markers.Unknown => Html.Styled("span", "muted", "known after ", Html.Code("pulumi up")),
        Markers.Secret => Html.Styled("span", "muted", "secret"),
        var text => host ? Html.Code(text) : Html.Name(text),
    };

    private static string Plain(JsonNode? value) => value?.ToString() ?? "";

    /// <summary>What else the target tells in plain sentences.</summary>
    private static XElement? Facts(StackReport report)
    {
        var facts = (report.Stack.Masked["details"] as JsonObject ?? [])
            .Select(detail => (Title: Title(detail.Key), Text: Plain(detail.Value)))
            .Where(detail => detail.Title is not null && detail.Text is not (Markers.Unknown or Markers.Secret or "")).ToArray();
        return facts.Length == 0
            ? null
            : Html.Styled("dl", "facts", facts.SelectMany(fact => new[] { Html.Element("dt", fact.Title), Html.Element("dd", fact.Text) }));
    }

    private static string? Title(string key) => key switch
    {
        "failoverNote" => "At a failover",
        "maxConnectionsPercentReason" => "The share of RDS Proxy",
        "freeAddresses" => "Free addresses that the subnets need",
        _ => null,
    };
}
