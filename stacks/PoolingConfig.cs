using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pulumi;

namespace Infra.Stacks;

/// <summary>
/// The configuration of a stack. Its JSON is read here and not by the SDK, whose message about a value of the wrong type prints the
/// value, passwords included.
/// </summary>
internal sealed partial class PoolingConfig
{
    private readonly Config _config = new("infra");

    /// <summary>The specification.</summary>
    public JsonElement Pooling => Read(_config.Require("pooling"));

    /// <summary>Password of each role.</summary>
    public Output<ImmutableDictionary<string, string>> Credentials => _config.RequireSecret("credentials").Apply(text => Texts("credentials", text));

    /// <summary>Certificates as PEM; null when they are kept elsewhere.</summary>
    public Output<ImmutableDictionary<string, string>>? Tls => _config.GetSecret("tls")?.Apply(text => Texts("tls", text));

    /// <summary>Namespace of what is made in a cluster; it exists.</summary>
    public string Namespace => _config.Get("namespace") switch
    {
        null => "default",
        var name when Name().IsMatch(name) => name,
        var other => throw new RunException($"`infra:namespace`: is not the name of a namespace (received {other}); "
            + "allowed: 1 to 63 of a-z, 0-9 and -, which begin and end with a letter or digit; fix: write the name of one that exists"),
    };

    /// <summary>Further labels of what the Prometheus Operator reads.</summary>
    public ImmutableDictionary<string, string> MonitorLabels =>
        _config.Get("monitorLabels") is { } text ? Texts("monitorLabels", text) : ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether clients use the second login of each role.</summary>
    public bool UsesAlternateLogin => _config.Get("login") switch
    {
        null or "a" => false,
        "b" => true,
        var other => throw new RunException($"`infra:login`: is not a login (received {other}); allowed: a, b; fix: write the one whose password clients are to use"),
    };

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    private static JsonElement Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static ImmutableDictionary<string, string> Texts(string key, string text)
    {
        var root = Read(text);
        return root.ValueKind == JsonValueKind.Object && root.EnumerateObject().All(entry => entry.Value.ValueKind == JsonValueKind.String)
            ? root.EnumerateObject().ToImmutableDictionary(entry => entry.Name, entry => entry.Value.GetString()!)
            : throw new RunException($"`infra:{key}`: is not a mapping of texts; allowed: a text for each name; fix: put each value in quotation marks");
    }
}
