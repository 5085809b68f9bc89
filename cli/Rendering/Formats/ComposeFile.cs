using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Pooling;
using Infra.Pooling.Kubernetes;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Rendering.Formats;

/// <summary>
/// The pooler and its exporter for those who run containers without Kubernetes: a Compose file
/// (https://github.com/compose-spec/compose-spec) that reads its secrets from a folder beside it.
/// </summary>
internal static class ComposeFile
{
    /// <summary>Folder of the secrets, relative to the Compose file.</summary>
    public const string Secrets = "secrets";

    /// <summary>The exporter's variables, in the folder of the secrets.</summary>
    public const string ExporterVariables = "exporter.env";

    private const string Folder = "/etc/pgbouncer";
    /// <summary>The authority that signed the pooler's certificate, in the folder of the secrets.</summary>
    public const string AuthorityFile = "ca.crt";

    /// <summary>The files that hold secrets: names in the folder, and where the pooler reads each.</summary>
    public static IReadOnlyList<(string File, string Target)> Files { get; } =
    [
        (PgBouncerPlanner.UserlistFile, PgBouncerPlanner.UserlistFile),
        ("tls.crt", PgBouncerPlanner.CertificateFile),
        ("tls.key", PgBouncerPlanner.PrivateKeyFile),
        ("database-ca.crt", PgBouncerPlanner.DatabaseAuthorityFile),
    ];

    /// <summary>The file of a plan; it holds no secret.</summary>
    /// <param name="plan">A plan with PgBouncer.</param>
    public static string Of(PoolPlan plan)
    {
        var bouncer = plan.PgBouncer!;
        var name = Service(plan);
        var services = new JsonObject { [name] = Pooler(plan, bouncer), [$"{name}-exporter"] = Exporter(name) };
        var secrets = new JsonObject(Files.Append((AuthorityFile, "")).Select(file =>
            KeyValuePair.Create(Name(file.Item1), (JsonNode?)new JsonObject { ["file"] = $"./{Secrets}/{file.Item1}" })));
        return YamlText.Of(new JsonObject
        {
            ["services"] = services,
            ["configs"] = new JsonObject
            {
                [Name(PgBouncerPlanner.ConfigurationFile)] = new JsonObject { ["content"] = EnvironmentFormats.Uninterpolated(bouncer.Render()) },
            },
            ["secrets"] = secrets,
        });
    }

    /// <summary>The name under which the network knows the pooler.</summary>
    public static string Service(PoolPlan plan) => plan.Specification.Pooler.Host ?? "pooler";

    private static JsonObject Pooler(PoolPlan plan, PgBouncerConfiguration bouncer)
    {
        var pooler = plan.Specification.Pooler;
        var port = pooler.Port.ToString(CultureInfo.InvariantCulture);
        var service = Hardened(PgBouncerImage.Of(bouncer.Version.ToString()));
        service["entrypoint"] = new JsonArray("pgbouncer");
        service["command"] = new JsonArray(PgBouncerPlanner.ConfigurationFile);
        service["working_dir"] = Folder;
        service["user"] = $"{PgBouncerImage.UserId}:{PgBouncerImage.UserId}";
        service["expose"] = new JsonArray(port);
        service["configs"] = new JsonArray(Mount(PgBouncerPlanner.ConfigurationFile, PgBouncerPlanner.ConfigurationFile));
        service["secrets"] = new JsonArray([.. Files.Select(file => (JsonNode)Mount(file.File, file.Target))]);
        // Whether it listens; never through to the database, whose failure a restart of the pooler would not cure.
        service["healthcheck"] = Check("bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{port}");
        service["stop_signal"] = "SIGTERM";
        // PgBouncer lets its clients finish; they leave when their connections are old enough.
        service["stop_grace_period"] = $"{plan.Timeouts.Client.ConnectionLifetime.TotalSeconds.ToString(CultureInfo.InvariantCulture)}s";
        var deploy = new JsonObject { ["resources"] = new JsonObject { ["limits"] = new JsonObject { ["memory"] = "256M" } } };
        if (pooler.Replicas.Min > 1)
            deploy["replicas"] = pooler.Replicas.Min;
        service["deploy"] = deploy;
        return service;
    }

    private static JsonObject Exporter(string pooler)
    {
        var service = Hardened(PgBouncerImage.Exporter);
        service["read_only"] = true;
        service["env_file"] = new JsonArray($"./{Secrets}/{ExporterVariables}");
        service["secrets"] = new JsonArray(new JsonObject { ["source"] = Name(AuthorityFile), ["target"] = ExporterAuthority });
        service["expose"] = new JsonArray("9127");
        service["depends_on"] = new JsonObject { [pooler] = new JsonObject { ["condition"] = "service_healthy" } };
        service["healthcheck"] = Check("wget", "-q", "-O", "/dev/null", "http://127.0.0.1:9127/metrics");
        return service;
    }

    /// <summary>Where the exporter finds the authority that signed the pooler's certificate.</summary>
    public const string ExporterAuthority = "/run/secrets/ca.crt";

    private static JsonObject Hardened(string image) => new()
    {
        ["image"] = image,
        ["restart"] = "unless-stopped",
        ["cap_drop"] = new JsonArray("ALL"),
        ["security_opt"] = new JsonArray("no-new-privileges:true"),
    };

    private static JsonObject Mount(string file, string target) => new() { ["source"] = Name(file), ["target"] = $"{Folder}/{target}" };

    private static JsonObject Check(params string[] command) => new()
    {
        ["test"] = new JsonArray([JsonValue.Create("CMD"), .. command.Select(word => (JsonNode)JsonValue.Create(word))]),
        ["interval"] = "10s",
        ["timeout"] = "5s",
        ["retries"] = 3,
        ["start_period"] = "5s",
    };

    // Names of configs and secrets are global to the project.
    private static string Name(string file) => $"pooler-{file}";
}
