using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Catalog;

/// <summary>What the catalogue knows of a server: <see cref="Found"/> or <see cref="Missing"/>.</summary>
public abstract record CatalogAnswer
{
    private CatalogAnswer()
    {
    }

    /// <summary>The capacity; max_connections is unbounded where nothing states it.</summary>
    /// <param name="Capacity">What one server admits.</param>
    /// <param name="Provenance">Where the figures come from, in one sentence.</param>
    public sealed record Found(CapacityInput Capacity, string Provenance) : CatalogAnswer;

    /// <summary>The catalogue does not hold the server that the specification names.</summary>
    /// <param name="Fault">What is wrong, with the nearest name.</param>
    public sealed record Missing(Fault Fault) : CatalogAnswer;
}
