using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Claims;

/// <summary>
/// What one workload asks of a database, as a resource of its own: policies find the demand there even when the workload
/// itself is deployed elsewhere. It makes nothing.
/// </summary>
public sealed class ConnectionClaim : ComponentResource
{
    /// <summary>Type token.</summary>
    public const string Token = "pooling:index:ConnectionClaim";

    /// <summary>Registers a claim.</summary>
    /// <param name="name">Unique name in the program.</param>
    /// <param name="args">The demand.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="ComponentArgumentException">An argument is missing; nothing is registered then.</exception>
    public ConnectionClaim(string name, ConnectionClaimArgs args, ComponentResourceOptions? options = null)
        : base(Token, Checked(name, args), args, options)
    {
        RegisterOutputs();
    }

    private static string Checked(string name, ConnectionClaimArgs args)
    {
        ComponentArgumentException.ThrowIfAny(nameof(ConnectionClaim), name, args, given => given.Faults(), _ => null);
        return name;
    }
}
