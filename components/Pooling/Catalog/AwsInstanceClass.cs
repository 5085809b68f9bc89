using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Infra.Pooling.Catalog;

/// <summary>An instance class of Amazon RDS and Aurora.</summary>
/// <remarks>Source: Amazon RDS User Guide, "Hardware specifications for DB instance classes" and
/// "Quotas and constraints for Amazon RDS: maximum number of database connections".</remarks>
/// <param name="Name">Its name, such as <c>db.r7g.large</c>.</param>
/// <param name="VCpu">Virtual processors.</param>
/// <param name="MemoryGiB">Nominal memory in GiB.</param>
public sealed record AwsInstanceClass(string Name, int VCpu, int MemoryGiB)
{
    /// <summary>Where the default parameter group stops: LEAST({DBInstanceClassMemory/9531392}, 5000).</summary>
    private const int Most = 5000;

    private static readonly ImmutableArray<(string Size, int VCpu)> Sizes =
        [("large", 2), ("xlarge", 4), ("2xlarge", 8), ("4xlarge", 16), ("8xlarge", 32), ("12xlarge", 48), ("16xlarge", 64)];

    private static readonly ImmutableArray<(string Size, int VCpu, int MemoryGiB)> BurstableSizes =
        [("micro", 2, 1), ("small", 2, 2), ("medium", 2, 4), ("large", 2, 8), ("xlarge", 4, 16), ("2xlarge", 8, 32)];

    /// <summary>All classes that the catalogue holds, by name.</summary>
    public static FrozenDictionary<string, AwsInstanceClass> All { get; } = Burstable("t3", "t4g")
        .Concat(Classes(4, "m5", "m6g", "m6i", "m7g", "m7i", "m8g"))
        .Concat(Classes(8, "r5", "r6g", "r6i", "r7g", "r7i", "r8g"))
        .ToFrozenDictionary(known => known.Name);

    /// <summary>The default of max_connections by its formula on the nominal memory, which no server quite reaches.</summary>
    public int NominalMaxConnections => (int)Math.Min(Most, (long)MemoryGiB * 1024 * 1024 * 1024 / 9_531_392);

    /// <summary>
    /// The default of max_connections that every server of the class reaches. The operating system and the agents take their part
    /// of the memory first; servers were seen to keep 0.70 of 1 GiB, 0.75 of 2 GiB and 0.88 of more.
    /// </summary>
    public int MaxConnections => (int)Math.Min(Most, (long)MemoryGiB * 1024 * 1024 * 1024 / 9_531_392 * FloorPercent / 100);

    private int FloorPercent => MemoryGiB switch
    {
        <= 1 => 70,
        <= 2 => 75,
        _ => 88,
    };

    private static IEnumerable<AwsInstanceClass> Classes(int gibPerVCpu, params ImmutableArray<string> families) =>
        from family in families
        from size in Sizes
        select new AwsInstanceClass($"db.{family}.{size.Size}", size.VCpu, size.VCpu * gibPerVCpu);

    private static IEnumerable<AwsInstanceClass> Burstable(params ImmutableArray<string> families) =>
        from family in families
        from size in BurstableSizes
        select new AwsInstanceClass($"db.{family}.{size.Size}", size.VCpu, size.MemoryGiB);
}
