using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pulumi;
using Pulumi.Aws.Kms;
using Pulumi.Aws.Rds.Inputs;
using Pulumi.Aws.SecretsManager;

namespace Infra.Pooling.Aws;

/// <summary>The secrets of a proxy's users, the key that encrypts them, and what the proxy may do with both.</summary>
internal sealed class ProxySecrets
{
    private readonly string _name;
    private readonly CustomResourceOptions _child;
    private readonly List<Resource> _versions = [];

    public ProxySecrets(string name, string physical, RdsProxyPoolArgs args, string iamAuth, CustomResourceOptions child)
    {
        (_name, _child) = (name, child);
        var users = args.Users;
        var plan = args.Plan.Specification.Database.Rds;
        var given = args.KmsKeyArn ?? (plan.KmsKey is { } key ? key : (Input<string>?)null);
        KeyArn = given ?? new Key($"{name}-secrets", new KeyArgs
        {
            Description = $"Secrets of the pooled users of {name}",
            EnableKeyRotation = true,
            DeletionWindowInDays = 30,
        }, child).Arn;

        var secrets = users.Select(user => user.SecretArn ?? Keep(
            $"{name}-user-{user.Role}",
            $"{physical}/user/{user.Role}",
            $"Login of {user.Role} through the proxy {physical}",
            user.Password!.Apply(password => Login(user.Role, password)))).ToImmutableArray();
        var keys = users.Where(user => user.KeyArn is not null).Select(user => user.KeyArn!);
        if (users.Any(user => user.SecretArn is null))
            keys = keys.Prepend(KeyArn);

        Auths = secrets.Select((secret, index) => new ProxyAuthArgs
        {
            AuthScheme = "SECRETS",
            Description = $"Role {users[index].Role}",
            IamAuth = iamAuth,
            SecretArn = secret,
            ClientPasswordAuthType = "POSTGRES_SCRAM_SHA_256",
        }).ToArray();
        Statements = Output.Tuple(Output.All(secrets), Output.All(keys)).Apply(arns => Allow(arns.Item1, arns.Item2));
    }

    public Input<string> KeyArn { get; }

    public InputList<ProxyAuthArgs> Auths { get; }

    public Output<ImmutableArray<PolicyStatement>> Statements { get; }

    /// <summary>The values, which a proxy that reads them must wait for.</summary>
    public IReadOnlyList<Resource> Versions => _versions;

    /// <summary>A secret with a value, encrypted with the key of all.</summary>
    /// <returns>Its ARN.</returns>
    public Input<string> Keep(string resource, string path, string description, Output<string> value)
    {
        var secret = new Secret(resource, new SecretArgs { NamePrefix = NameOf(path), Description = description, KmsKeyId = KeyArn }, _child);
        var version = new SecretVersionArgs { SecretId = secret.Id, SecretString = Output.CreateSecret(value) };
        _versions.Add(new SecretVersion(resource, version, _child));
        return secret.Arn;
    }

    private static string Login(string role, string password) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { ["username"] = role, ["password"] = password });

    // A secret's name has letters, digits and /_+=.@- only; a role may have any character.
    internal static string NameOf(string path)
    {
        var name = string.Concat(path.Select(letter => char.IsAsciiLetterOrDigit(letter) || "/_+=.@-".Contains(letter) ? letter : '-'));
        return name == path ? $"{name}-" : $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8]}-";
    }

    private static ImmutableArray<PolicyStatement> Allow(ImmutableArray<string> secrets, ImmutableArray<string> keys) =>
    [
        new("ReadSecrets", ["secretsmanager:GetSecretValue"], secrets),
        // Only on behalf of Secrets Manager: the key opens nothing else for the proxy.
        new("DecryptSecrets", ["kms:Decrypt"], keys)
        {
            Condition = secrets.IsEmpty ? null : ("StringEquals", "kms:ViaService", Arn.ServiceOf(secrets[0], "secretsmanager")),
        },
    ];
}
