using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>What sizes are asked for.</summary>
/// <param name="Specification">
/// The workloads with their loads, the server and the pooler. The sizes that it states are not taken over, they are judged.
/// </param>
public sealed record SizeRequest(PoolingSpecification Specification)
{
    /// <summary>Processors of each server; above 0; null for what the catalogue says of it.</summary>
    public double? VCpu { get; init; }

    /// <summary>The wait that one of a hundred transactions may exceed; null for the default of <see cref="PoolTarget.P99Wait"/>.</summary>
    public TimeSpan? P99Wait { get; init; }
}
