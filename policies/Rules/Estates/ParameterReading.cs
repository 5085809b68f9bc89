using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>A parameter of a server, as far as it is known.</summary>
/// <param name="Set">What sets it; null where nothing does, or where that cannot be told.</param>
/// <param name="At">Where it stands, or would stand.</param>
/// <param name="IsUnknown">Whether it may be set to something that is not known.</param>
internal readonly record struct ParameterReading(SetParameter? Set, Subject At, bool IsUnknown)
{
    /// <summary>Its number; null where it is not set, not known, or no number.</summary>
    public long? Number => Set?.Value.WholeNumber is { IsKnown: true } known ? known.Value : null;

    /// <summary>Whether it is on; null where it is not set, not known, or neither on nor off.</summary>
    public bool? IsOn => (Set?.Value.Value is BooleanValue truth ? truth.Value ? "true" : "false" : Set?.Value.Text.Value?.ToLowerInvariant()) switch
    {
        "on" or "true" or "1" => true,
        "off" or "false" or "0" => false,
        _ => null,
    };

    /// <summary>The parameter of a server. A replica is made with the parameters of its primary, and keeps those that nothing sets on it.</summary>
    public static ParameterReading Of(DatabaseServer server, string name) =>
        Own(server, name) ?? (server.Primary is { } primary ? Own(primary, name) : null)
        ?? new(null, new(server.Resource?.Urn ?? server.At.Urn, name), false);

    private static ParameterReading? Own(DatabaseServer server, string name) =>
        server.Parameters.Find(name) is { } set ? new(set, set.At, set.Value.IsUnknown)
        : server.Parameters.UnreadAt is { } unread ? new(null, unread, true)
        : null;
}
