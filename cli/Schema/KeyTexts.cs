using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Infra.Pooling.Specification;

namespace Infra.Cli.Schema;

/// <summary>What a key means: the documentation comment of the property or parameter that it becomes.</summary>
internal static partial class KeyTexts
{
    private static readonly ImmutableDictionary<string, XElement> Comments = Load();

    /// <summary>Keys whose name is not that of the member.</summary>
    private static readonly ImmutableDictionary<string, (Type Type, string Member)> Named = new Dictionary<string, (Type, string)>
    {
        ["database.aurora"] = (typeof(DatabaseOptions), nameof(DatabaseOptions.AuroraInstances)),
        ["database.aurora.instances"] = (typeof(DatabaseOptions), nameof(DatabaseOptions.AuroraInstances)),
        ["database.rds.existing.instance"] = (typeof(RdsExistingOptions), nameof(RdsExistingOptions.Identifier)),
        ["database.rds.existing.cluster"] = (typeof(RdsExistingOptions), nameof(RdsExistingOptions.Identifier)),
        ["database.flexibleServer.network.public"] = (typeof(FlexibleServerNetworkOptions.Public), ""),
        ["database.flexibleServer.network.public.allow"] = (typeof(FlexibleServerNetworkOptions.Public), nameof(FlexibleServerNetworkOptions.Public.Allowed)),
        ["database.flexibleServer.network.vnet"] = (typeof(FlexibleServerNetworkOptions.VNet), ""),
        ["database.flexibleServer.network.privateEndpoint"] = (typeof(FlexibleServerNetworkOptions.PrivateEndpoint), ""),
    }.ToImmutableDictionary();

    /// <summary>The meaning of a key, in one line; empty for an item, which its list describes.</summary>
    public static string Of(string path)
    {
        if (path.Length == 0)
            return Text(typeof(PoolingSpecification), "");
        if (path.EndsWith("[]", StringComparison.Ordinal) || path.EndsWith(".*", StringComparison.Ordinal))
            return "";
        if (Named.TryGetValue(path, out var named))
            return Text(named.Type, named.Member);
        return Owner(path) is var (type, member) ? Text(type, member) : "";
    }

    /// <summary>The property that a key becomes: its name on the type of what it lies in.</summary>
    private static (Type Type, string Member)? Owner(string path)
    {
        var split = path.LastIndexOf('.');
        if (TypeOf(split < 0 ? "" : path[..split]) is not { } type)
            return null;
        var name = path[(split + 1)..];
        var member = $"{char.ToUpperInvariant(name[0])}{name[1..]}";
        return type.GetProperty(member) is not null ? (type, member)
            : type == typeof(PoolerOptions) && typeof(PodOptions).GetProperty(member) is not null ? (typeof(PodOptions), member)
            : null;
    }

    /// <summary>What a key is read into.</summary>
    private static Type? TypeOf(string path)
    {
        if (path.Length == 0)
            return typeof(PoolingSpecification);
        var isItem = path.EndsWith("[]", StringComparison.Ordinal) || path.EndsWith(".*", StringComparison.Ordinal);
        var key = isItem ? path[..^2] : path;
        if (Named.TryGetValue(key, out var named))
            return named.Member.Length == 0 ? named.Type : ItemOf(named.Type.GetProperty(named.Member)!.PropertyType);
        return Owner(key) is var (type, member) ? ItemOf(type.GetProperty(member)!.PropertyType) : null;
    }

    /// <summary>The type of a value, or of what a list or mapping of it holds.</summary>
    private static Type ItemOf(Type type) =>
        Nullable.GetUnderlyingType(type) ?? (type.IsGenericType && type.Namespace == "System.Collections.Immutable" ? type.GetGenericArguments()[^1] : type);

    private static string Text(Type type, string member)
    {
        var name = type.FullName!.Replace('+', '.');
        if (member.Length == 0)
            return Comments.TryGetValue($"T:{name}", out var whole) ? Line(whole.Element("summary")) : "";
        if (Comments.TryGetValue($"P:{name}.{member}", out var comment))
            return Line(comment.Element("summary"));
        return Comments.TryGetValue($"T:{name}", out var record)
            ? Line(record.Elements("param").FirstOrDefault(parameter => (string?)parameter.Attribute("name") == member))
            : "";
    }

    private static string Line(XElement? element)
    {
        if (element is null)
            return "";
        var text = string.Concat(element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" } see => Reference(see),
            XElement { Name.LocalName: "paramref" } see => KeyOf((string)see.Attribute("name")!),
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XText plain => plain.Value,
            _ => node.ToString(),
        }));
        return Blanks().Replace(text, " ").Trim();
    }

    // `P:Infra.Pooling.Specification.DatabaseOptions.Replicas` is, in a file, `replicas`.
    private static string Reference(XElement see) => KeyOf(((string)see.Attribute("cref")!).Split('.')[^1]);

    private static string KeyOf(string member) => member switch
    {
        nameof(DatabaseOptions.AuroraInstances) => "`aurora.instances`",
        nameof(FlexibleServerOptions.ReaderIsPrimary) => "`primary`",
        nameof(DatabaseOptions.LocalHost) => $"`{DatabaseOptions.LocalHost}`",
        nameof(RdsReads.PgBouncer) => $"`{Spelling.Of(RdsReads.PgBouncer)}`",
        _ => $"`{char.ToLowerInvariant(member[0])}{member[1..]}`",
    };

    private static ImmutableDictionary<string, XElement> Load()
    {
        var file = Path.ChangeExtension(typeof(PoolingSpecification).Assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToImmutableDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
            : throw new UsageException($"{Path.GetFileName(file)} is not beside the program", "publish or install it again with its documentation files");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
