using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Cli.Evaluation;

/// <summary>A resource as the program asked for it.</summary>
/// <param name="Urn">Its URN, as the engine would build it.</param>
/// <param name="Type">Type token.</param>
/// <param name="Name">Name in the program.</param>
/// <param name="Custom">Whether a provider makes it; false for a component.</param>
/// <param name="Parent">URN of the parent; null for the stack.</param>
/// <param name="Inputs">Inputs, with secrets in plain text: never to be printed.</param>
/// <param name="Masked">Inputs, with secrets and unknowns replaced by their markers.</param>
/// <param name="Dependencies">URNs it waits for, sorted.</param>
internal sealed record RecordedResource(
    string Urn, string Type, string Name, bool Custom, string? Parent, JsonObject Inputs, JsonObject Masked, ImmutableArray<string> Dependencies)
{
    /// <summary>URNs that each top-level input waits for, sorted.</summary>
    public IReadOnlyDictionary<string, string[]> PropertyDependencies { get; init; } = ImmutableDictionary<string, string[]>.Empty;
}
