using System.Collections.Immutable;

namespace Infra.Pooling.Catalog;

/// <summary>max_connections of Aurora Serverless v2.</summary>
/// <remarks>Source: Amazon Aurora User Guide, "Performance and scaling for Aurora Serverless v2: maximum connections".</remarks>
public static class AuroraServerless
{
    /// <summary>The default follows the largest capacity, whatever the present one is.</summary>
    private static readonly ImmutableArray<(decimal Acu, int MaxConnections)> Steps = [(1, 189), (4, 823), (8, 1669), (16, 3360), (32, 5000)];

    /// <summary>The default of max_connections. Between two documented capacities, the lower one's.</summary>
    /// <param name="minAcu">Smallest capacity in ACU; at 0 and 0.5 the default stops at 2000.</param>
    /// <param name="maxAcu">Largest capacity in ACU; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The largest capacity is below 1.</exception>
    public static int MaxConnections(decimal minAcu, decimal maxAcu)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAcu, 1);
        var step = Steps.Last(step => step.Acu <= maxAcu).MaxConnections;
        return minAcu <= 0.5m ? Math.Min(step, 2000) : step;
    }
}
