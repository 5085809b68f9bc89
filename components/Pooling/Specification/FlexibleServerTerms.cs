namespace Infra.Pooling.Specification;

/// <summary>How readers reach the replicas of a Flexible Server.</summary>
public enum ReadRouting
{
    /// <summary>
    /// One name for the writer and one for a single reader, which stay when roles change. Nothing balances: further replicas serve nobody.
    /// </summary>
    VirtualEndpoint,

    /// <summary>The name of each replica itself: clients spread over them, and change their settings when roles change.</summary>
    Replicas,
}

/// <summary>Where the standby of a Flexible Server is.</summary>
public enum HighAvailability
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>In the zone of the primary.</summary>
    SameZone,

    /// <summary>In another zone.</summary>
    ZoneRedundant,
}

/// <summary>Whether a promotion waits for the data.</summary>
public enum PromotionOption
{
    /// <summary>It waits until the replica has everything.</summary>
    Planned,

    /// <summary>It does not: what the replica has not received is lost.</summary>
    Forced,
}

/// <summary>What an Entra principal is.</summary>
public enum EntraPrincipal
{
    /// <summary>A person.</summary>
    User,

    /// <summary>A group.</summary>
    Group,

    /// <summary>An application or a managed identity.</summary>
    ServicePrincipal,
}
