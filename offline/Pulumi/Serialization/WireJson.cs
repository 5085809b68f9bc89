using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>JSON text of wire values, spaced as the engine's own library spaces it.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Format(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        string text => JsonSerializer.Serialize(text, s_options),
        ImmutableArray<object?> list => Enclose("[", list.Select(Format), "]"),
        ImmutableDictionary<string, object?> map => Enclose(
            "{", map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(Member), "}"),
        _ => throw new InvalidOperationException($"Unsupported value when converting to protobuf: {value.GetType().FullName}"),
    };

    private static string Member(KeyValuePair<string, object?> entry) => $"{Format(entry.Key)}: {Format(entry.Value)}";

    private static string Enclose(string start, IEnumerable<string> parts, string end)
    {
        var inner = string.Join(", ", parts);
        return inner.Length == 0 ? $"{start} {end}" : $"{start} {inner} {end}";
    }
}
