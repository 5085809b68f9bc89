using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;

namespace Infra.Stacks;

/// <summary>
/// The configuration of a stack. Its JSON is read here and not by the SDK, whose message about a value of the wrong type prints the
/// value, passwords included.
/// </summary>
internal sealed class PoolingConfig
{
    private readonly Config _config = new("infra");

    /// <summary>The specification.</summary>
    public JsonElement Pooling => Read(_config.Require("pooling"));

    /// <summary>Password of each role.</summary>
    public Output<ImmutableDictionary<string, string>> Credentials => _config.RequireSecret("credentials").Apply(text => Texts("credentials", text));

    /// <summary>Certificates as PEM; null when they are kept elsewhere.</summary>
    public Output<ImmutableDictionary<string, string>>? Tls => _config.GetSecret("tls")?.Apply(text => Texts("tls", text));

    /// <summary>Whether clients use the second login of each role.</summary>
    public bool UsesAlternateLogin => _config.Get("login") switch
    {
        null or "a" => false,
        "b" => true,
        var other => throw new RunException($"`infra:login`: is not a login (received {other}); allowed: a, b; fix: write the one whose password clients are to use"),
    };

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
