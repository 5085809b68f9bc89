using System.Collections.Immutable;

namespace Pulumi;

/// <summary>How the data of outputs flows into the data of others.</summary>
internal static class OutputFlow
{
    /// <summary>Hands a known value on; without an answer the value is null.</summary>
    public static async Task<OutputData> ApplyAsync(Task<OutputData> source, Func<object?, Task<OutputData>?> func)
    {
        var data = await source.ConfigureAwait(false);
        if (!data.IsKnown)
            return OutputData.Unknown(data.Resources, data.IsSecret);
        if (func(data.Value) is not { } inner)
            return data with { Value = null };
        var result = await inner.ConfigureAwait(false);
        return new(data.Resources.Union(result.Resources), result.Value, result.IsKnown, data.IsSecret || result.IsSecret);
    }

    /// <summary>Folds the knownness, secretness and resources of several into those of one.</summary>
    public static async Task<OutputData> AllAsync(IOutput[] parts, Func<object?[], object?> combine)
    {
        var resources = ImmutableHashSet.CreateBuilder<Resource>();
        var values = new object?[parts.Length];
        var (isKnown, isSecret) = (true, false);
        for (var i = 0; i < parts.Length; i++)
        {
            var data = await parts[i].DataTask.ConfigureAwait(false);
            resources.UnionWith(data.Resources);
            values[i] = data.Value;
            isKnown &= data.IsKnown;
            isSecret |= data.IsSecret;
        }

        return new(resources.ToImmutable(), combine(values), isKnown, isSecret);
    }

    public static async Task<OutputData> MapAsync(Task<OutputData> source, Func<OutputData, OutputData> change) =>
        change(await source.ConfigureAwait(false));

    public static async Task<bool> IsKnownAsync(Task<OutputData> source) => (await source.ConfigureAwait(false)).IsKnown;

    public static async Task<bool> IsSecretAsync(Task<OutputData> source) => (await source.ConfigureAwait(false)).IsSecret;

    public static async Task<ImmutableHashSet<Resource>> ResourcesAsync(Task<OutputData> source) =>
        (await source.ConfigureAwait(false)).Resources;
}
