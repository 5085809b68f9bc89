using System.Collections.Immutable;

namespace Infra.Policies.Rules.Graph;

/// <summary>A resource of a stack, as a preview, a state or the engine tells it.</summary>
/// <param name="Urn">Its URN.</param>
/// <param name="Type">Type token: <c>aws:rds/proxy:Proxy</c>.</param>
/// <param name="Name">Name in the program.</param>
/// <param name="Properties">Outputs over inputs, where both are known.</param>
public sealed record ResourceNode(string Urn, string Type, string Name, ObjectValue Properties)
{
    /// <summary>Whether a provider makes it; false for a component. Default true.</summary>
    public bool IsCustom { get; init; } = true;

    /// <summary>URN of the parent; null for the stack.</summary>
    public string? Parent { get; init; }

    /// <summary>URNs that it waits for.</summary>
    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>URNs that a top-level property takes values from, as far as the host tells them.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Where in the program it is made, as <c>file:line</c>; null where the host does not tell.</summary>
    public string? SourcePosition { get; init; }

    /// <summary>The type without the API version that a provider may put into its token.</summary>
    public string Kind => ReadTypes.WithoutVersion(Type);

    /// <summary>A place in its properties.</summary>
    public Property this[string name] => new Property("", Properties)[name];
}
