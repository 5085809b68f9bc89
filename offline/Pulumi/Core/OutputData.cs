using System.Collections.Immutable;

namespace Pulumi;

/// <summary>What an output resolves to: a value, whether it is known and secret, and the resources it came from.</summary>
internal sealed record OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public static OutputData<T> Known(T value, bool isSecret = false) => new([], value, IsKnown: true, isSecret);

    public static OutputData<T> Unknown(ImmutableHashSet<Resource> resources, bool isSecret) =>
        new(resources, default!, IsKnown: false, isSecret);

    public OutputData<object?> Untyped() => new(Resources, Value, IsKnown, IsSecret);
}

/// <summary>Folds the knownness, secretness and resources of several outputs into those of one.</summary>
internal sealed class OutputFold
{
    private readonly ImmutableHashSet<Resource>.Builder _resources = ImmutableHashSet.CreateBuilder<Resource>();
    private bool _isKnown = true;
    private bool _isSecret;

    public static async Task<OutputData<T>> RunAsync<T>(Func<OutputFold, Task<T>> build)
    {
        var fold = new OutputFold();
        var value = await build(fold).ConfigureAwait(false);
        return new(fold._resources.ToImmutable(), value, fold._isKnown, fold._isSecret);
    }

    public async Task<T> TakeAsync<T>(Input<T> input)
    {
        var data = await input.ToOutput().DataTask.ConfigureAwait(false);
        return Take(data);
    }

    public T Take<T>(OutputData<T> data)
    {
        _resources.UnionWith(data.Resources);
        _isKnown &= data.IsKnown;
        _isSecret |= data.IsSecret;
        return data.Value;
    }
}
