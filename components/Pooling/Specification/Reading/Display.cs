using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Shows a value that somebody wrote in one line of a message, and no secret that slipped into it.</summary>
internal static partial class Display
{
    private const int Longest = 80;
    private const string Secret = "[secret]";

    /// <summary>The value at a path: scalars as JSON writes them, containers by their kind.</summary>
    public static string Of(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null or JsonValueKind.Undefined => "nothing",
        _ when SecretName().IsMatch(path) => Secret,
        JsonValueKind.String => Quoted(TextOf(value)),
        _ => Shortened(value.GetRawText()),
    };

    /// <summary>A text in quotation marks, with control characters escaped and secrets replaced.</summary>
    public static string Quoted(string text) => $"\"{Escaped(text)}\"";

    /// <summary>The same without quotation marks.</summary>
    public static string Escaped(string text)
    {
        var open = SecretInKeywords().Replace(SecretInUri().Replace(text, $"://{Secret}@"), $"$1={Secret}");
        return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Shortened(open));
    }

    /// <summary>The text of a JSON string; half a surrogate pair, which has no text, becomes U+FFFD.</summary>
    public static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>The name of a property; half a surrogate pair becomes U+FFFD.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static string Shortened(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");

    // `kmsKey` and `keyVault` are names of things that keep keys; any other key may be one.
    [GeneratedRegex("pass|pwd|secret|token|credential|(?<!kms)key(?!vault)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"://\S*@", RegexOptions.CultureInvariant)]
    private static partial Regex SecretInUri();

    [GeneratedRegex(@"(password|passwd|pwd|secret|token)\s*[=:].*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex SecretInKeywords();
}
