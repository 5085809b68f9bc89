using System.Collections.Immutable;

namespace Pulumi.Serialization;

/// <summary>
/// The engine's value format: null, bool, double, string, arrays and string-keyed maps of these, with marked maps for
/// secrets and resources and a sentinel for the unknown. The signatures are the engine's.
/// </summary>
internal static class Wire
{
    public const string Id = "id";
    public const string Urn = "urn";
    public const string Value = "value";
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    public const string Signature = "4dabf18193072939515e22adb298388d";
    public const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    public const string ResourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

    public static ImmutableDictionary<string, object?> Secret(object? value) =>
        ImmutableDictionary.CreateRange(new Dictionary<string, object?> { [Signature] = SecretSignature, [Value] = value });

    public static ImmutableDictionary<string, object?> Resource(object? urn, object? id) =>
        id is null
            ? ImmutableDictionary.CreateRange(new Dictionary<string, object?> { [Signature] = ResourceSignature, [Urn] = urn })
            : ImmutableDictionary.CreateRange(new Dictionary<string, object?> { [Signature] = ResourceSignature, [Urn] = urn, [Id] = id });

    public static string? SignatureOf(object? value) =>
        value is ImmutableDictionary<string, object?> map && map.TryGetValue(Signature, out var signature) ? signature as string : null;

    public static bool HasUnknown(object? value) => value switch
    {
        string text => text == Unknown,
        ImmutableArray<object?> list => list.Any(HasUnknown),
        ImmutableDictionary<string, object?> map => map.Values.Any(HasUnknown),
        _ => false,
    };
}
