using System.Collections.Immutable;

namespace Infra.Pooling.Specification.Outline;

/// <summary>A key of a specification, or the item of a list or mapping: what its reader asks of it.</summary>
/// <param name="Path">Where: <c>workloads[].replicas.max</c>, <c>database.rds.parameters.*</c>; empty for the whole.</param>
public sealed record OutlineKey(string Path)
{
    /// <summary>Whether it must be there, whatever the others say.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>The example that a message gives when it is missing; null where it may be missing.</summary>
    public required string? Example { get; init; }

    /// <summary>What it may be, each an alternative; empty where the target does not have the key.</summary>
    public required ImmutableArray<OutlineValue> Values { get; init; }

    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];
}
