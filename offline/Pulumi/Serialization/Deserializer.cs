using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>Turns wire values into plain ones; an unknown or secret part makes the whole unknown or secret.</summary>
internal static class Deserializer
{
    public static OutputData Deserialize(object? value)
    {
        var isSecret = false;
        while (Wire.SignatureOf(value) == Wire.SecretSignature)
        {
            isSecret = true;
            value = ((ImmutableDictionary<string, object?>)value!)[Wire.Value];
        }

        var data = Plain(value);
        return data with { IsSecret = data.IsSecret || isSecret };
    }

    /// <summary>The known, non-null entries, as a mock sees them.</summary>
    public static ImmutableDictionary<string, object> Known(ImmutableDictionary<string, object?> map)
    {
        var result = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (key, value) in map)
        {
            if (Deserialize(value) is { IsKnown: true, Value: { } known })
                result[key] = known;
        }

        return result.ToImmutable();
    }

    private static OutputData Plain(object? value) => value switch
    {
        Wire.Unknown => OutputData.Unknown([], isSecret: false),
        int number => OutputData.Known((double)number),
        ImmutableArray<object?> list => List(list),
        ImmutableDictionary<string, object?> map when Wire.SignatureOf(map) == Wire.ResourceSignature =>
            OutputData.Known(new DependencyResource((string)map[Wire.Urn]!)),
        ImmutableDictionary<string, object?> map => Map(map),
        _ => OutputData.Known(value),
    };

    private static OutputData List(ImmutableArray<object?> list)
    {
        var fold = new WireFold();
        return fold.Result(list.Select(element => fold.Take(element)).ToImmutableArray());
    }

    private static OutputData Map(ImmutableDictionary<string, object?> map)
    {
        var fold = new WireFold();
        return fold.Result(map
            .Where(entry => !entry.Key.StartsWith("__", StringComparison.Ordinal))
            .ToImmutableDictionary(entry => entry.Key, entry => fold.Take(entry.Value)));
    }

    private sealed class WireFold
    {
        private bool _isKnown = true;
        private bool _isSecret;

        public object? Take(object? value)
        {
            var data = Deserialize(value);
            _isKnown &= data.IsKnown;
            _isSecret |= data.IsSecret;
            return data.Value;
        }

        public OutputData Result(object value) => new([], value, _isKnown, _isSecret);
    }
}
