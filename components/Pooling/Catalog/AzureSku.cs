using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Infra.Pooling.Catalog;

/// <summary>A SKU of Azure Database for PostgreSQL Flexible Server.</summary>
/// <remarks>Source: Azure documentation, "Limits in Azure Database for PostgreSQL flexible server: maximum connections".
/// The default is fixed when the server is made: a resized server keeps the old one until somebody changes the parameter.</remarks>
/// <param name="Name">Its name, such as <c>Standard_D4ds_v5</c>.</param>
/// <param name="VCores">Virtual processors.</param>
/// <param name="MemoryGiB">Memory in GiB.</param>
public sealed record AzureSku(string Name, int VCores, int MemoryGiB)
{
    /// <summary>Connections kept for superusers.</summary>
    public const int SuperuserReserved = 10;

    /// <summary>Connections kept for the service beyond those: 15 in all.</summary>
    public const int ProviderReserved = 5;

    private static readonly ImmutableArray<string> Generations = ["s_v3", "ds_v4", "ds_v5", "ads_v5"];

    /// <summary>Sizes that only later generations have.</summary>
    private static readonly FrozenSet<string> Missing =
        ["Standard_D96s_v3", "Standard_D96ds_v4", "Standard_E20s_v3", "Standard_E96s_v3", "Standard_E96ds_v4"];

    private static readonly ImmutableArray<AzureSku> Burstable =
    [
        new("Standard_B1ms", 1, 2),
        new("Standard_B2s", 2, 4),
        new("Standard_B2ms", 2, 8),
        new("Standard_B4ms", 4, 16),
        new("Standard_B8ms", 8, 32),
        new("Standard_B12ms", 12, 48),
        new("Standard_B16ms", 16, 64),
        new("Standard_B20ms", 20, 80),
    ];

    /// <summary>All SKUs that the catalogue holds, by name.</summary>
    public static FrozenDictionary<string, AzureSku> All { get; } = Burstable
        .Concat(Sized("D", vCores => vCores * 4, 2, 4, 8, 16, 32, 48, 64, 96))
        // The largest E has less than 8 GiB for a vCore.
        .Concat(Sized("E", vCores => vCores == 96 ? 672 : vCores == 64 ? 432 : vCores * 8, 2, 4, 8, 16, 20, 32, 48, 64, 96))
        .ToFrozenDictionary(known => known.Name);

    /// <summary>The default of max_connections: 25 for each GiB up to 2 GiB, else 0.1049164697 for each MiB, 5000 at most.</summary>
    public int MaxConnections => MemoryGiB <= 2 ? MemoryGiB * 25 : (int)Math.Min(MemoryGiB * 1024 * 0.1049164697m, 5000);

    private static IEnumerable<AzureSku> Sized(string family, Func<int, int> memoryGiB, params ImmutableArray<int> vCores) =>
        from cores in vCores
        from generation in Generations
        let name = $"Standard_{family}{cores}{generation}"
        where !Missing.Contains(name)
        select new AzureSku(name, cores, memoryGiB(cores));
}
