using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>A parameter of a server as a resource sets it.</summary>
/// <param name="Resource">The resource that sets it.</param>
/// <param name="Value">Its value.</param>
internal sealed record SetParameter(ResourceNode Resource, Property Value)
{
    /// <summary>Where RDS is told when it takes effect; null for other servers.</summary>
    public Property? ApplyMethod { get; init; }

    /// <summary>Where it stands.</summary>
    public Subject At => Reads.At(Resource, Value);
}

/// <summary>The parameters that the resources of a stack set on a server.</summary>
/// <param name="ByName">Each by its name.</param>
internal sealed record ParameterSet(ImmutableDictionary<string, SetParameter> ByName)
{
    public static ParameterSet None { get; } = new(ImmutableDictionary<string, SetParameter>.Empty);

    /// <summary>Where parameters are set that cannot be read; null where all can.</summary>
    public Subject? UnreadAt { get; init; }

    /// <summary>A parameter; null where nothing sets it, or where that cannot be told: see <see cref="UnreadAt"/>.</summary>
    public SetParameter? Find(string name) => ByName.GetValueOrDefault(name);
}
