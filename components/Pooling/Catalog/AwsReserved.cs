namespace Infra.Pooling.Catalog;

/// <summary>Connections of an RDS or Aurora server that an ordinary role never gets.</summary>
/// <remarks>Source: Amazon RDS User Guide, parameter <c>rds.rds_reserved_connections</c>.</remarks>
public static class AwsReserved
{
    /// <summary>superuser_reserved_connections, which RDS keeps at PostgreSQL's default and does not let anybody change.</summary>
    public const int Superuser = 3;

    /// <summary>Slots of the role rds_superuser.</summary>
    private const int RdsSuperuser = 2;

    /// <summary>rds.rds_reserved_connections as it was seen.</summary>
    private const int RdsReserved = 4;

    /// <summary>What the provider keeps beyond <see cref="Superuser"/>: 6, or 2 on minor versions from before rds.rds_reserved_connections.</summary>
    /// <param name="major">Major version of PostgreSQL.</param>
    /// <param name="minor">Minor version; null, when it is not known, is judged as a current one, which keeps more.</param>
    public static int Provider(int major, int? minor = null) =>
        minor >= FirstMinor(major) || minor is null ? RdsReserved + RdsSuperuser : RdsSuperuser;

    private static int FirstMinor(int major) => major switch
    {
        <= 12 => int.MaxValue,
        13 => 17,
        14 => 14,
        15 => 9,
        16 => 5,
        17 => 1,
        _ => 0,
    };
}
