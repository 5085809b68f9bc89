using System.Collections.Immutable;

namespace Infra.Cli.Checking;

/// <summary>What is to be checked.</summary>
/// <param name="Stacks">Names of stacks; none, with no files, stands for every stack.</param>
/// <param name="Previews">Files of <c>pulumi preview --json</c>.</param>
/// <param name="States">Files of <c>pulumi stack export</c>.</param>
/// <param name="Baseline">An earlier <c>check --format json</c>; null for none.</param>
/// <param name="Policies">A file of rules and waivers; null for the project's own.</param>
/// <param name="Day">The day on which waivers are judged.</param>
internal sealed record CheckRequest(
    ImmutableArray<string> Stacks, ImmutableArray<string> Previews, ImmutableArray<string> States, string? Baseline, string? Policies, DateOnly Day)
{
    public bool HasFiles => !Previews.IsEmpty || !States.IsEmpty;
}
