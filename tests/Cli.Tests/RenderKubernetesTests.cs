using System.Runtime.Versioning;
using Infra.Cli.Configuration;

namespace Infra.Cli.Tests;

/// <summary>The objects as YAML, with and without what is secret in them.</summary>
public sealed class RenderKubernetesTests : IDisposable
{
    private const string Credentials = "  infra:credentials: {app: app-password, pooler_admin: admin-password, pooler_stats: stats-password}\n";

    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Output_WithoutSecrets_HasSecretsThatAClusterRefuses()
    {
        var result = await _project.Specified("one", more: Credentials).RunAsync("render", "one", "--format", "kubernetes");

        result.Fine();
        var value = YamlReader.Read(Secret(result.Output), "secret")!["data"]!["userlist.txt"]!.ToString();
        Assert.Equal("[secret]", value);
        // What an API server does with each value below `data`.
        Assert.Throws<FormatException>(() => Convert.FromBase64String(value));
        Assert.DoesNotContain("SCRAM-SHA-256", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("-password", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowSecrets_WithEveryPassword_HasVerifiers()
    {
        var result = await _project.Specified("one", more: Credentials).RunAsync("render", "one", "--format", "kubernetes", "--show-secrets");

        result.Fine();
        Assert.Contains("\"app\" \"SCRAM-SHA-256$4096:", YamlReader.Read(Secret(result.Output), "secret")!["stringData"]!["userlist.txt"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("-password", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowSecrets_WithoutPasswords_IsRefused() =>
        (await _project.Specified("one").RunAsync("render", "one", "--format", "kubernetes", "--show-secrets")).Refused(2,
            "error: one does not hold the password of app, pooler_admin, pooler_stats in plain text, so there is none to show; "
            + "fix: add --output FOLDER, which makes passwords and keeps them there, or put your own into its secrets/credentials.json\n");

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Folder_OfAStack_CanBeReadByItsOwnerOnly()
    {
        var folder = Path.Combine(_project.Root, "out");
        var result = await _project.Specified("one").RunAsync("render", "one", "--format", "kubernetes", "--output", folder);

        Assert.Equal(0, result.Code);
        Assert.Equal($"written to {folder}; apply it with: kubectl apply --filename {folder}/manifests.yaml\n", result.Error);
        Assert.Equal(
            ["api.env", "database.sql", "manifests.yaml", "secrets/credentials.json"],
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal));
        Assert.All(
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Contains("SCRAM-SHA-256$4096:", await File.ReadAllTextAsync(Path.Combine(folder, "manifests.yaml")), StringComparison.Ordinal);
    }

    private static string Secret(string documents) => documents.Split("---\n").Single(document =>
        document.Contains("name: pooler-users\n", StringComparison.Ordinal) && document.Contains("kind: Secret\n", StringComparison.Ordinal));
}
