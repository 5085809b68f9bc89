using Infra.Pooling.FlexibleServer;

namespace Infra.Policies.Rules.Estates;

/// <summary>How long a client keeps its server connection.</summary>
/// <param name="Name"><c>session</c>, <c>transaction</c> or <c>statement</c>; null where it is not known.</param>
/// <param name="At">Where it is said.</param>
internal readonly record struct PoolerMode(string? Name, Subject At)
{
    /// <summary>Whether clients share server connections; null where that is not known.</summary>
    public bool? IsShared => Name is null ? null : Name != "session";

    /// <summary>The mode of the PgBouncer that a client goes through; null where it goes through none.</summary>
    public static PoolerMode? Of(Client client) => client.Destination switch
    {
        { IsPooled: true, PgBouncer: { } pooler } => Of(pooler, client),
        { IsPooled: true, IsBuiltIn: true, Server: { } server } => BuiltInOf(server),
        _ => null,
    };

    /// <summary>The mode of the PgBouncer inside a server.</summary>
    public static PoolerMode BuiltInOf(DatabaseServer server)
    {
        var mode = ParameterReading.Of(server, "pgbouncer.pool_mode");
        var name = mode.Set is { } set ? set.Value.Text.Value?.ToLowerInvariant()
            : mode.IsUnknown ? null
            : ServerParameters.Find("pgbouncer.pool_mode")!.Default;
        return new(name, mode.At);
    }

    /// <summary>The user's mode counts before that of the database, and that before the one for all (PgBouncer, doc/config.md, "pool_mode").</summary>
    private static PoolerMode Of(PgBouncerPooler pooler, Client client)
    {
        if (pooler.Document is not { } document)
            return new(null, pooler.At);
        var user = client.User is { } name ? document.Users.GetValueOrDefault(name) : null;
        var database = document.Databases.GetValueOrDefault(client.Database ?? "") ?? document.Databases.GetValueOrDefault("*");
        foreach (var entry in new[] { user, database })
        {
            if (entry?.Value("pool_mode") is { } own)
                return new(own.ToLowerInvariant(), pooler.PlaceOf(entry.Line, "pool_mode"));
        }

        return new(pooler.Text("pool_mode")?.ToLowerInvariant(), pooler.PlaceOf("pool_mode"));
    }
}
