using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Pooling;

namespace Infra.Cli.Evaluation;

/// <summary>A stack's program, run in this process against nothing.</summary>
/// <param name="Name">Name of the stack.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Resources">The resources that it would make; none when a mandatory finding stands against it.</param>
/// <param name="Outputs">Its outputs, with secrets in plain text.</param>
/// <param name="Masked">Its outputs, with secrets and unknowns replaced by their markers.</param>
/// <param name="Notes">What a person should know about the evaluation itself.</param>
internal sealed record EvaluatedStack(
    string Name, PoolPlan Plan, ImmutableArray<RecordedResource> Resources, JsonObject Outputs, JsonObject Masked, ImmutableArray<string> Notes)
{
    /// <summary>Password by role, as the program got it; secrets.</summary>
    public JsonObject Credentials { get; init; } = [];
}
