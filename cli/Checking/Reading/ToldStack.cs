using System.Collections.Immutable;

namespace Infra.Cli.Checking.Reading;

/// <summary>What a file tells of a stack.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Kind">What wrote it.</param>
/// <param name="Resources">Its resources; a URN may stand there twice.</param>
internal sealed record ToldStack(string File, FileKind Kind, ImmutableArray<ToldResource> Resources)
{
    /// <summary>Name of the stack, from its URNs; null when it has none.</summary>
    public string? Stack { get; init; } =
        Resources.Select(resource => ResourceReader.Origin(resource.Node.Urn)?.Stack).FirstOrDefault(stack => stack is not null);

    /// <summary>Name of the project, from its URNs.</summary>
    public string? Project { get; init; } =
        Resources.Select(resource => ResourceReader.Origin(resource.Node.Urn)?.Project).FirstOrDefault(project => project is not null);

    /// <summary>URNs that it says will be gone.</summary>
    public ImmutableHashSet<string> Deleted { get; init; } = [];

    /// <summary>How many unchanged resources it speaks of and does not show.</summary>
    public int Missing { get; init; }

    /// <summary>The line of the first error of the program or the engine, from 1; null when there was none.</summary>
    public int? FailedAt { get; init; }
}

/// <summary>What wrote a file.</summary>
internal enum FileKind
{
    /// <summary><c>pulumi preview --json</c>.</summary>
    Preview,

    /// <summary><c>pulumi stack export</c>.</summary>
    State,
}
