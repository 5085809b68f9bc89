using System.Collections.Immutable;

namespace Pulumi;

/// <summary>
/// What an output resolves to: a value, whether it is known and secret, and the resources it came from. It does not know the
/// value's type, so that all outputs share the code that combines them.
/// </summary>
internal sealed record OutputData(ImmutableHashSet<Resource> Resources, object? Value, bool IsKnown, bool IsSecret)
{
    public static OutputData Known(object? value, bool isSecret = false) => new([], value, IsKnown: true, isSecret);

    public static OutputData Unknown(ImmutableHashSet<Resource> resources, bool isSecret) =>
        new(resources, Value: null, IsKnown: false, isSecret);

    /// <summary>The value, or its type's default.</summary>
    public T As<T>() => As<T>(Value);

    public static T As<T>(object? value) => value is null ? default! : (T)value;
}
