using System.Collections.Immutable;
using Pulumi.Testing;

namespace Infra.Cli.Evaluation;

/// <summary>Answers as a preview does: a new resource has the inputs it was given, and no id yet.</summary>
internal sealed class PreviewMocks : IMocks
{
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) => Task.FromResult<(string?, object)>((null, args.Inputs));

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(ImmutableDictionary<string, object>.Empty);
}
