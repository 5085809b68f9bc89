using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking.Reading;

/// <summary>Where in a program a resource is made: the engine's <c>project:///Program.cs#12,5</c> as <c>Program.cs:12</c>.</summary>
internal static class SourcePositions
{
    private const string Scheme = "project:///";

    /// <summary>The place; null where there is none, or where it lies outside the project.</summary>
    public static string? Of(string? position)
    {
        if (position is null
            || !position.StartsWith(Scheme, StringComparison.Ordinal)
            || position[Scheme.Length..].Split('#') is not [{ Length: > 0 } path, var where])
        {
            return null;
        }

        return int.TryParse(where.Split(',')[0], out var line) && line > 0 ? $"{Uri.UnescapeDataString(path)}:{line}" : null;
    }

    /// <summary>Where the program makes a resource, as the engine was told; null where it was not.</summary>
    public static Place? PlaceOf(ResourceNode resource) =>
        resource.SourcePosition is { } position && position.LastIndexOf(':') is var colon && int.TryParse(position[(colon + 1)..], out var line)
            ? new(position[..colon], line)
            : null;
}
