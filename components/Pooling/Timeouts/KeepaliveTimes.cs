namespace Infra.Pooling.Timeouts;

/// <summary>
/// TCP keepalives, the same on every leg: a dead peer is noticed after 60 + 3 × 10 s, and no box between that forgets idle connections
/// ever sees one (the shortest known is Azure's load balancer with 4 minutes).
/// </summary>
internal static class KeepaliveTimes
{
    public const int Count = 3;

    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
}
