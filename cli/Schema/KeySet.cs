using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Infra.Pooling.Specification.Outline;

namespace Infra.Cli.Schema;

/// <summary>The keys of a specification on every target.</summary>
internal static class KeySet
{
    private static readonly ImmutableArray<Target> Targets = [.. Enum.GetValues<Target>()];

    /// <summary>The whole object on each target.</summary>
    public static ImmutableArray<(Target Target, OutlineKey Root)> Roots { get; } = [.. Targets.Select(target => (target, SpecificationOutline.Of(target)))];

    /// <summary>Every key that a target has, in the order of the objects, with the targets that have it.</summary>
    public static ImmutableArray<(OutlineKey Key, ImmutableArray<Target> Targets)> All { get; } =
    [
        .. Roots.SelectMany(root => Walk(root.Root).Select(key => (root.Target, Key: key))).GroupBy(item => item.Key.Path, StringComparer.Ordinal)
            .Select(group => (group.First().Key, Targets: group.Select(item => item.Target).ToImmutableArray())),
    ];

    /// <summary>A key as one target has it.</summary>
    public static OutlineKey Find(Target target, string path) => Walk(Roots.First(root => root.Target == target).Root).First(key => key.Path == path);

    /// <summary>Keys and items below a key, itself included, without those that the target does not have.</summary>
    public static IEnumerable<OutlineKey> Walk(OutlineKey key) => key.Values.IsEmpty ? [] : key.Values.SelectMany(Below).SelectMany(Walk).Prepend(key);

    private static IEnumerable<OutlineKey> Below(OutlineValue value) => value switch
    {
        OutlineObject found => found.Keys,
        OutlineList found => [found.Item],
        OutlineMap found => [found.Item],
        _ => [],
    };
}
