using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Cli.Local;

/// <summary>Passwords and certificates of the local target: made once, kept with the state, unchanged by <c>down</c>.</summary>
public sealed class LocalSecrets
{
    internal const string Superuser = "infra_superuser";
    internal const string Replicator = "infra_replicator";

    // Beside the passwords, under a key that no role can have.
    private const string LoginKey = "infra:login";
    private const int PasswordLength = 32;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly LocalFolders folders;
    private readonly JsonObject passwords;

    private LocalSecrets(LocalFolders folders, JsonObject passwords, LocalCertificates certificates)
    {
        this.folders = folders;
        this.passwords = passwords;
        Certificates = certificates;
    }

    /// <summary>CA and server certificate.</summary>
    public LocalCertificates Certificates { get; }

    /// <summary>File with the CA's certificate: what a client names as its root certificate.</summary>
    public string CaFile => LocalCertificates.CaFile(folders);

    /// <summary>The password of a role, 32 letters and digits; a role that is asked for the first time gets one.</summary>
    public string Password(string role)
    {
        if (PodTemplate.Text(passwords[role]) is { } known)
            return known;
        Renew(role);
        return Password(role);
    }

    /// <summary>Whether clients use the second login of each role (see <see cref="Pooling.Sql.AlternateLogin"/>).</summary>
    public bool UsesAlternateLogin => PodTemplate.Text(passwords[LoginKey]) == "b";

    /// <summary>Whether a role has been given a password.</summary>
    public bool Knows(string role) => passwords.ContainsKey(role);

    internal void Renew(string role)
    {
        passwords[role] = RandomNumberGenerator.GetString(Letters, PasswordLength);
        Save();
    }

    internal void UseLogin(bool alternate)
    {
        passwords[LoginKey] = alternate ? "b" : "a";
        Save();
    }

    private void Save() =>
        Files.Write(folders.SecretsFile, passwords.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n", null);

    internal static LocalSecrets Load(LocalFolders folders, TimeProvider time)
    {
        JsonObject passwords = [];
        if (File.Exists(folders.SecretsFile))
        {
            try
            {
                passwords = JsonNode.Parse(File.ReadAllText(folders.SecretsFile))!.AsObject();
            }
            catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or NullReferenceException)
            {
                throw new InvalidInputException($"{folders.SecretsFile} is damaged", null, null,
                    "restore the file, or start afresh with: ./infra down local --purge", damaged);
            }
        }
        return new LocalSecrets(folders, passwords, LocalCertificates.Load(folders, time));
    }
}
