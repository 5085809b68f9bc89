using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Offline.Contract;

/// <summary>Reads what an output holds, which programs cannot.</summary>
internal static class Read
{
    /// <summary>Asserts first that the value is known: of an unknown one only the type's default could be read.</summary>
    public static async Task<T> ValueAsync<T>(Output<T> output)
    {
        Assert.True(await OutputUtilities.GetIsKnownAsync(output), "The output is unknown.");
        return await OutputUtilities.GetValueAsync(output);
    }

    public static Task<T> ValueAsync<T>(Input<T> input) => ValueAsync(input.ToOutput());

    public static async Task<T[]> ItemsAsync<T>(Output<ImmutableArray<T>> output) => [.. await ValueAsync(output)];

    public static Task<T[]> ItemsAsync<T>(Input<ImmutableArray<T>> input) => ItemsAsync(input.ToOutput());

    public static Output<T> Unknown<T>() => OutputUtilities.CreateUnknown(default(T)!);
}
