using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Pooling.Connections;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Cli.Rendering.Formats;

/// <summary>A folder with everything that a Compose file of the pooler reads, and what its users and the database need beside it.</summary>
internal static class ComposeFolder
{
    /// <summary>Name of the Compose file.</summary>
    public const string FileName = "docker-compose.yml";

    private const string CredentialsFile = "credentials.json";
    private const int PasswordLength = 48;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const UnixFileMode Readable = Files.Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes the folder; files that are there are replaced.</summary>
    /// <param name="stack">A stack that was evaluated with the passwords.</param>
    /// <param name="credentials">The passwords by role.</param>
    /// <param name="folder">Where.</param>
    public static void Write(EvaluatedStack stack, JsonObject credentials, string folder)
    {
        var secrets = Path.Combine(folder, ComposeFile.Secrets);
        Directory.CreateDirectory(folder);
        // Nobody else passes this folder; inside, the pooler's own account must read.
        Files.MakeFolder(secrets, null);
        File.WriteAllText(Path.Combine(folder, FileName), ComposeFile.Of(stack.Plan));
        Files.Write(Path.Combine(folder, "database.sql"), stack.Outputs["databaseSql"]!.ToString(), null);
        foreach (var workload in WorkloadEnvironment.Of(stack, workload: null, show: true))
            Files.Write(Path.Combine(folder, $"{workload.Name}.env"), EnvironmentFormats.Dotenv([workload]), null);

        var exporter = $"PGBOUNCER_EXPORTER_CONNECTION_STRING={Console(stack, credentials)}\n";
        Files.Write(Path.Combine(secrets, ComposeFile.ExporterVariables), exporter, null);
        foreach (var (file, content) in stack.Resources
            .Where(resource => resource.Type == "kubernetes:core/v1:Secret").SelectMany(resource => resource.Inputs["stringData"]!.AsObject()))
            Files.Write(Path.Combine(secrets, file), content!.ToString(), null, Readable);
    }

    /// <summary>Files that only their owner has: certificates of the pooler and of the authorities.</summary>
    public static IEnumerable<string> MissingFiles(string folder) => ComposeFile.Files.Select(file => file.File).Append(ComposeFile.AuthorityFile)
        .Where(file => !File.Exists(Path.Combine(folder, ComposeFile.Secrets, file)))
        .Select(file => $"{ComposeFile.Secrets}/{file}");

    /// <summary>
    /// The passwords of a folder: those that the stack's own configuration holds in plain text, then those that were made before, then
    /// new ones. They are kept in the folder of the secrets, where they may be changed.
    /// </summary>
    /// <exception cref="UsageException">The file of the passwords is no JSON object of texts.</exception>
    public static JsonObject Credentials(StackFile stack, ImmutableArray<string> roles, string folder)
    {
        var file = Path.Combine(folder, ComposeFile.Secrets, CredentialsFile);
        var credentials = Read(file);
        foreach (var role in roles)
        {
            if (stack.Config[PlaceholderSecrets.CredentialsKey]?[role] is JsonValue configured)
                credentials[role] = configured.ToString();
            credentials[role] ??= RandomNumberGenerator.GetHexString(PasswordLength, lowercase: true);
        }

        Files.MakeFolder(Path.GetDirectoryName(file)!, null);
        Files.Write(file, credentials.ToJsonString(Indented) + "\n", null);
        return credentials;
    }

    private static JsonObject Read(string file)
    {
        try
        {
            if (!File.Exists(file))
                return [];
            if (JsonNode.Parse(File.ReadAllText(file)) is JsonObject read && read.All(role => role.Value?.GetValueKind() == JsonValueKind.String))
                return read;
        }
        catch (JsonException)
        {
            // What is no JSON gets the same advice as what is the wrong JSON.
        }

        throw new UsageException($"{file} is not a JSON object of passwords by role", "correct it, or remove it for new passwords");
    }

    /// <summary>The pooler's console, for the role that may only look; a form that Go's drivers take.</summary>
    private static string Console(EvaluatedStack stack, JsonObject credentials)
    {
        var host = ComposeFile.Service(stack.Plan);
        var options = new ConnectionPlanner(stack.Plan, host, host, host)
            .Of(Route.ReadWrite, PgBouncerPlanner.StatsRole, credentials[PgBouncerPlanner.StatsRole]!.ToString());
        return ConnectionStrings.Pgx(options with
        {
            Target = options.Target with { Database = "pgbouncer" },
            RootCertificate = ComposeFile.ExporterAuthority,
            Client = new(),
        }).Text;
    }
}
