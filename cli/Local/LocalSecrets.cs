using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Cli.Local;

/// <summary>The password of a role and the salt of its SCRAM verifier: both fixed, so that the verifier is too.</summary>
/// <param name="Password">32 letters and digits.</param>
/// <param name="Salt">16 random bytes.</param>
public sealed record RoleSecret(string Password, ImmutableArray<byte> Salt)
{
    /// <summary>Never the password.</summary>
    public override string ToString() => "[secret]";
}

/// <summary>Passwords and certificates of the local target: made once, kept with the state, unchanged by <c>down</c>.</summary>
public sealed class LocalSecrets
{
    internal const string Superuser = "postgres";
    internal const string Replicator = "infra_replicator";

    private const int PasswordLength = 32;
    private const int SaltBytes = 16;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly LocalFolders folders;
    private readonly JsonObject roles;

    private LocalSecrets(LocalFolders folders, JsonObject roles, LocalCertificates certificates)
    {
        this.folders = folders;
        this.roles = roles;
        Certificates = certificates;
    }

    /// <summary>CA and server certificate.</summary>
    public LocalCertificates Certificates { get; }

    /// <summary>File with the CA's certificate: what a client names as its root certificate.</summary>
    public string CaFile => LocalCertificates.CaFile(folders);

    /// <summary>The secret of a role; a role that is asked for the first time gets one.</summary>
    public RoleSecret Role(string name)
    {
        if (roles[name] is not JsonObject known)
        {
            known = new JsonObject
            {
                ["password"] = RandomNumberGenerator.GetString(Letters, PasswordLength),
                ["salt"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes)),
            };
            roles[name] = known;
            Files.Write(folders.SecretsFile, roles.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n", null);
        }
        return new RoleSecret((string)known["password"]!, [.. Convert.FromBase64String((string)known["salt"]!)]);
    }

    internal static LocalSecrets Load(LocalFolders folders, TimeProvider time)
    {
        JsonObject roles = [];
        if (File.Exists(folders.SecretsFile))
        {
            try
            {
                roles = JsonNode.Parse(File.ReadAllText(folders.SecretsFile))!.AsObject();
            }
            catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or NullReferenceException)
            {
                throw new InvalidInputException($"{folders.SecretsFile} is damaged", null, null,
                    "restore the file, or start afresh with: ./infra down local --purge", damaged);
            }
        }
        return new LocalSecrets(folders, roles, LocalCertificates.Load(folders, time));
    }
}
