using System.Collections.Immutable;

namespace Infra.Offline.Contract;

/// <summary>Walks the untyped values that mocks see.</summary>
internal static class Shape
{
    public static ImmutableDictionary<string, object> Map(this ImmutableDictionary<string, object> map, string key) =>
        Assert.IsType<ImmutableDictionary<string, object>>(map[key]);

    public static object[] List(this ImmutableDictionary<string, object> map, string key) =>
        [.. Assert.IsType<ImmutableArray<object>>(map[key])];

    public static string[] Names(this ImmutableDictionary<string, object> map) => [.. map.Keys.Order(StringComparer.Ordinal)];
}
