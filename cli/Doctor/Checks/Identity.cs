using System.Collections.Immutable;
using Infra.Cli.Doctor.Looking;
using Infra.Pooling.Specification;

namespace Infra.Cli.Doctor.Checks;

/// <summary>What pools.</summary>
internal enum PoolerFound
{
    /// <summary>Not decided.</summary>
    Unknown,

    /// <summary>Nothing: the client is at the server itself.</summary>
    None,

    PgBouncer,

    /// <summary>The PgBouncer that Azure runs beside a Flexible Server.</summary>
    AzureBuiltIn,

    RdsProxy,

    /// <summary>Something, but none of those.</summary>
    Other,
}

/// <summary>Which pooler it is, and how that was told.</summary>
internal sealed record Identity(PoolerFound Pooler, string? Version, ImmutableArray<string> Evidence)
{
    private const string AzureSuffix = ".postgres.database.azure.com";
    private const int PoolerPort = 6432;

    public static Identity Of(DoctorSight sight)
    {
        var entry = sight.First;
        var evidence = ImmutableArray.CreateBuilder<string>();
        var own = false;
        if (entry is { Login.Value: { } login, Server.Value: { } server })
        {
            own = login.KeyProcess == server.Backend;
            evidence.Add(own
                ? "the key of a cancel request names the server's own process"
                : "the key of a cancel request names no process of the server");
        }

        var sharing = entry.Sessions.Value?.Sharing;
        if (sharing is Sharing.Transaction)
            evidence.Add("two clients had the same server connection while both were there");
        if (sight.Console.Value is { } console)
        {
            evidence.Add($"SHOW VERSION on the console says {console.Version}");
            return new(
                IsAzure(entry) ? PoolerFound.AzureBuiltIn : PoolerFound.PgBouncer,
                console.Version.Replace("PgBouncer ", "", StringComparison.Ordinal), All());
        }

        if (own)
            return new(PoolerFound.None, null, All());
        if (RdsProxy.Is(entry.Address.Host))
        {
            evidence.Add("the host is an endpoint of RDS Proxy");
            return new(PoolerFound.RdsProxy, null, All());
        }

        if (IsAzure(entry))
        {
            evidence.Add("the host is a Flexible Server, and the port is that of its PgBouncer");
            return new(PoolerFound.AzureBuiltIn, null, All());
        }

        if (SpeaksAsPgBouncer(sight))
        {
            evidence.Add("the words of a refusal are PgBouncer's");
            return new(PoolerFound.PgBouncer, null, All());
        }

        return entry.Server.Value is null ? new(PoolerFound.Unknown, null, All()) : new(PoolerFound.Other, null, All());

        ImmutableArray<string> All() => evidence.ToImmutable();
    }

    /// <summary>The same in a specification's terms; null where it has none.</summary>
    public PoolerKind? Kind => Pooler switch
    {
        PoolerFound.PgBouncer => PoolerKind.PgBouncer,
        PoolerFound.AzureBuiltIn => PoolerKind.BuiltIn,
        PoolerFound.RdsProxy => PoolerKind.RdsProxy,
        _ => null,
    };

    /// <summary>As it is called in sentences.</summary>
    public string Name => Pooler switch
    {
        PoolerFound.None => "no pooler",
        PoolerFound.PgBouncer => Version is null ? "PgBouncer" : $"PgBouncer {Version}",
        PoolerFound.AzureBuiltIn => Version is null ? "Azure's built-in PgBouncer" : $"Azure's built-in PgBouncer {Version}",
        PoolerFound.RdsProxy => "RDS Proxy",
        PoolerFound.Other => "a pooler that gives no sign of its make",
        _ => "unknown",
    };

    private static bool IsAzure(EntrySight entry) =>
        entry.Address.Port == PoolerPort && entry.Address.Host.EndsWith(AzureSuffix, StringComparison.OrdinalIgnoreCase);

    private static bool SpeaksAsPgBouncer(DoctorSight sight) =>
        sight.Console.Reason is { } reason
        && (reason.Contains("not allowed", StringComparison.Ordinal) || reason.Contains("no such user", StringComparison.Ordinal));
}
