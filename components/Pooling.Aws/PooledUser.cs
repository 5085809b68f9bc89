using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws;

/// <summary>A role that a proxy logs in as.</summary>
public sealed class PooledUser
{
    private PooledUser(string role, Input<string>? password, Input<string>? secretArn, Input<string>? keyArn)
    {
        Role = role;
        Password = password;
        SecretArn = secretArn;
        KeyArn = keyArn;
    }

    internal string Role { get; }

    internal Input<string>? Password { get; }

    internal Input<string>? SecretArn { get; }

    internal Input<string>? KeyArn { get; }

    /// <summary>What is missing of it; the factories leave it to the component, which names itself.</summary>
    internal IEnumerable<Fault> Missing(string path) =>
    [
        .. ComponentArgumentException.Missing($"{path}.role", Role, "the name of a role", "name the role that the proxy logs in as"),
        .. Password is null && SecretArn is null
            ? [new Fault(
                path, "has neither a password nor a secret", null, "one of the two", "give WithPassword a password, or FromSecret an ARN")]
            : ImmutableArray<Fault>.Empty,
    ];

    /// <summary>A role with a password; the component keeps it in a secret of its own.</summary>
    /// <param name="role">The role.</param>
    /// <param name="password">Its password; a secret in the state.</param>
    public static PooledUser WithPassword(string role, Input<string> password) => new(role, password, secretArn: null, keyArn: null);

    /// <summary>A role whose secret exists, such as the master user's that AWS keeps.</summary>
    /// <param name="role">The role.</param>
    /// <param name="secretArn">ARN of the secret, a JSON object with <c>username</c> and <c>password</c>.</param>
    /// <param name="keyArn">ARN of the KMS key that encrypts it; null for AWS's own, which needs no grant.</param>
    public static PooledUser FromSecret(string role, Input<string> secretArn, Input<string>? keyArn = null) =>
        new(role, password: null, secretArn, keyArn);
}

/// <summary>Another proxy on the same target.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Percent">Its share of max_connections, in percent.</param>
public sealed record ProxyShare(string Name, int Percent);
