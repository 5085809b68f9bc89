using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Cli.Evaluation;

/// <summary>A value taken out of inputs and outputs: in the clear, as it may be shown, and what it waits for.</summary>
internal sealed record InputValue(JsonNode? Clear, JsonNode? Masked, ImmutableHashSet<Resource> Dependencies)
{
    /// <summary>What each member of an object waits for; members that wait for nothing are left out.</summary>
    public ImmutableDictionary<string, ImmutableHashSet<Resource>> ByMember { get; init; } = ImmutableDictionary<string, ImmutableHashSet<Resource>>.Empty;

    public static InputValue Of(JsonNode? value) => new(value, value?.DeepClone(), []);

    public static InputValue Unknown(bool secret) => new(Markers.Unknown, secret ? Markers.Secret : Markers.Unknown, []);

    public InputValue AsSecret() => this with { Masked = Markers.Secret };

    public InputValue With(ImmutableHashSet<Resource> dependencies) => this with { Dependencies = Dependencies.Union(dependencies) };
}
