using YamlDotNet.RepresentationModel;

namespace Infra.Cli.Checking;

/// <summary>Where the values of a YAML file stand.</summary>
internal sealed class YamlPlaces
{
    private readonly string _file;
    private readonly YamlNode? _root;

    /// <summary>Places in a text that has been read as YAML before.</summary>
    public YamlPlaces(string text, string file)
    {
        _file = file;
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        _root = stream.Documents is [var document, ..] ? document.RootNode : null;
    }

    /// <summary>The line of a path such as <c>workloads[0].pool.size</c> below a few keys; of what is not written, the line of what would hold it.</summary>
    public Place Find(string path, params string[] keys) => new(_file, Walk(path, keys).Line);

    /// <summary>The text of a value that is written in one line; null where it is not.</summary>
    public TextSpan? TextOf(string path, params string[] keys) =>
        Walk(path, keys) is (YamlScalarNode { Value: { } text } scalar, _, IsWhole: true) && scalar.Start.Line == scalar.End.Line
            ? new(new(_file, (int)scalar.Start.Line), (int)scalar.Start.Column, (int)scalar.End.Column, text)
            : null;

    private (YamlNode? Node, int Line, bool IsWhole) Walk(string path, string[] keys)
    {
        var (node, line) = (_root, 1);
        foreach (var key in keys)
        {
            if (Child(node, key) is not var (child, at))
                return (node, line, false);
            (node, line) = (child, at);
        }

        for (var rest = path; rest.Length > 0;)
        {
            if (Next(node, rest) is not var (child, at, left))
                return (node, line, false);
            (node, line, rest) = (child, at, left);
        }

        return (node, line, true);
    }

    private static (YamlNode Node, int Line)? Child(YamlNode? node, string key)
    {
        foreach (var (name, value) in Members(node))
        {
            if (name is YamlScalarNode scalar && scalar.Value == key)
                return (value, (int)name.Start.Line);
        }

        return null;
    }

    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Members(YamlNode? node) => node is YamlMappingNode mapping ? mapping.Children : [];

    // A key may hold dots itself, so that the keys there are tried and not the path split.
    private static (YamlNode Node, int Line, string Left)? Next(YamlNode? node, string path)
    {
        if (node is YamlSequenceNode list && path.StartsWith('[') && path.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
        {
            return int.TryParse(path[1..end], out var index) && index >= 0 && index < list.Children.Count
                ? (list.Children[index], (int)list.Children[index].Start.Line, path[(end + 1)..].TrimStart('.'))
                : null;
        }

        return Members(node)
            .Where(child => child.Key is YamlScalarNode { Value: { Length: > 0 } name } && path.StartsWith(name, StringComparison.Ordinal)
                && (path.Length == name.Length || path[name.Length] is '.' or '['))
            .Select(child => ((YamlNode, int, string)?)(child.Value, (int)child.Key.Start.Line, path[((YamlScalarNode)child.Key).Value!.Length..].TrimStart('.')))
            .MinBy(child => child!.Value.Item3.Length);
    }
}
