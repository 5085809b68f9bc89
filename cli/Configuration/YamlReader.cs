using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Cli.Configuration;

/// <summary>Reads YAML as JSON, by the core schema of YAML 1.2: only a plain scalar is anything but a string.</summary>
internal static class YamlReader
{
    /// <summary>The one document of a text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Name of its file, for messages.</param>
    /// <exception cref="UsageException">The text is not YAML, or not one document; with line and column.</exception>
    public static JsonNode? Read(string text, string file)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        // YamlDotNet lets an InvalidOperationException through where a flow collection is not closed.
        catch (Exception exception) when (exception is YamlException or InvalidOperationException)
        {
            var (line, column) = Position(text, parser, exception);
            throw new UsageException(
                $"{file}:{line}:{column}: not valid YAML: {(exception is YamlException ? FirstLine(exception) : "a list or mapping is not closed")}",
                "correct the YAML at that line and column");
        }

        return stream.Documents.Count switch
        {
            0 => null,
            1 => Convert(stream.Documents[0].RootNode, file, 0),
            var count => throw new UsageException($"{file}: {count} YAML documents where one is expected", "remove the `---` separators"),
        };
    }

    /// <summary>Where the text is wrong. Some errors say 1:1, whatever the place: then a tab that indents, or the end of what was understood.</summary>
    private static (long Line, long Column) Position(string text, Parser parser, Exception exception)
    {
        if (exception is YamlException { Start: { Index: > 0 } start })
            return (start.Line, start.Column);
        var lines = text.Split('\n');
        var tab = Array.FindIndex(lines, line => line.TrimStart(' ').StartsWith('\t'));
        return tab >= 0 ? (tab + 1, lines[tab].IndexOf('\t', StringComparison.Ordinal) + 1)
            : parser.Current is { } last ? (last.End.Line, last.End.Column)
            : (1, 1);
    }

    private static string FirstLine(Exception exception) =>
        exception.Message.Split('\n')[0].TrimEnd('.', '\r');

    private static JsonNode? Convert(YamlNode node, string file, int depth)
    {
        if (depth > 100)
            throw new UsageException($"{file}:{node.Start.Line}:{node.Start.Column}: nested more than 100 levels deep", "flatten the document");
        switch (node)
        {
            case YamlMappingNode mapping:
                var result = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                {
                    if (key is not YamlScalarNode { Value: { } name })
                    {
                        throw new UsageException(
                            $"{file}:{key.Start.Line}:{key.Start.Column}: a key that is not a scalar", "use plain text as the key");
                    }

                    result[name] = Convert(value, file, depth + 1);
                }

                return result;
            case YamlSequenceNode sequence:
                return new JsonArray([.. sequence.Children.Select(child => Convert(child, file, depth + 1))]);
            default:
                return Scalar((YamlScalarNode)node);
        }
    }

    private static JsonValue? Scalar(YamlScalarNode node)
    {
        var text = node.Value ?? "";
        if (node.Style is not (ScalarStyle.Plain or ScalarStyle.Any))
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => JsonValue.Create(integer),
            _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }
}
