using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Rendering.Formats;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Tests.Systems;

public sealed class ComposeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-compose-").FullName;

    [Fact]
    public void Of_Olympus_HasThePoolerOfThePlanWithItsExporter()
    {
        var plan = StackEvaluator.Plan(Olympus(), Today);
        var compose = YamlReader.Read(ComposeFile.Of(plan), "compose")!;
        var pooler = compose["services"]!["ciam-pgbouncer"]!;
        var exporter = compose["services"]!["ciam-pgbouncer-exporter"]!;

        Assert.Equal(["ciam-pgbouncer", "ciam-pgbouncer-exporter"], compose["services"]!.AsObject().Select(service => service.Key));
        Assert.All(compose["services"]!.AsObject(), service => Assert.Matches(@"\A[a-z./-]+:v?\d+\.\d+\.\d+(@sha256:[0-9a-f]{64})?\z", service.Value!["image"]!.ToString()));
        Assert.All(compose["services"]!.AsObject(), service => Assert.NotNull(service.Value!["healthcheck"]));
        Assert.Equal("service_healthy", exporter["depends_on"]!["ciam-pgbouncer"]!["condition"]!.ToString());
        Assert.Equal("998:998", pooler["user"]!.ToString());
        Assert.Equal(plan.PgBouncer!.Render(), compose["configs"]!["pooler-pgbouncer.ini"]!["content"]!.ToString().Replace("$$", "$", StringComparison.Ordinal));
        var ini = IniParser.Parse("pgbouncer.ini", compose["configs"]!["pooler-pgbouncer.ini"]!["content"]!.ToString(), _ => null);
        Assert.Equal("25", ini.Settings["default_pool_size"].Value);
    }

    [Fact]
    public async Task Write_Olympus_KeepsPasswordsFromOneTimeToTheNextAndOutOfTheFile()
    {
        var first = await WriteAsync();
        var variables = await File.ReadAllTextAsync(Path.Combine(_folder, "kratos.env"));
        var second = await WriteAsync();

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(["olympus", "pooler_admin", "pooler_stats"], first.Select(role => role.Key));
        Assert.StartsWith($"KRATOS_DSN=postgres://olympus:{first["olympus"]}@ciam-pgbouncer:6432/olympus?sslmode=verify-full&", variables, StringComparison.Ordinal);
        foreach (var role in first)
            Assert.DoesNotContain(role.Value!.ToString(), await File.ReadAllTextAsync(Path.Combine(_folder, "docker-compose.yml")), StringComparison.Ordinal);
        Assert.Contains("\"olympus\" \"SCRAM-SHA-256$", await File.ReadAllTextAsync(Path.Combine(_folder, "secrets", "userlist.txt")), StringComparison.Ordinal);
        Assert.Contains("ALTER ROLE \"olympus\" LOGIN PASSWORD 'SCRAM-SHA-256$", await File.ReadAllTextAsync(Path.Combine(_folder, "database.sql")), StringComparison.Ordinal);
        Assert.Equal(
            $"PGBOUNCER_EXPORTER_CONNECTION_STRING=postgresql://pooler_stats:{first["pooler_stats"]}@ciam-pgbouncer:6432/pgbouncer?sslmode=verify-full&sslrootcert=%2Frun%2Fsecrets%2Fca.crt\n",
            await File.ReadAllTextAsync(Path.Combine(_folder, "secrets", "exporter.env")));
        Assert.Equal(["secrets/tls.crt", "secrets/tls.key", "secrets/database-ca.crt", "secrets/ca.crt"], ComposeFolder.MissingFiles(_folder));
    }

    [Fact]
    public void Credentials_ThatAreNoJson_AreRefusedWithTheFile()
    {
        var file = Path.Combine(_folder, "secrets", "credentials.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "[1]");

        Assert.Equal(
            $"{file} is not a JSON object of passwords by role; fix: correct it, or remove it for new passwords",
            Assert.Throws<UsageException>(() => ComposeFolder.Credentials(Olympus(), ["olympus"], _folder)).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static DateOnly Today => new(2026, 11, 20);

    private static StackFile Olympus() => StackFile.Load(Workspace.Find(AppContext.BaseDirectory, named: null), "olympus");

    private async Task<JsonObject> WriteAsync()
    {
        var stack = Olympus();
        var credentials = ComposeFolder.Credentials(stack, StackEvaluator.Plan(stack, Today).Roles, _folder);
        stack.Config[PlaceholderSecrets.CredentialsKey] = credentials.DeepClone();
        ComposeFolder.Write(await StackEvaluator.EvaluateAsync(stack, Today), credentials, _folder);
        return credentials;
    }
}
