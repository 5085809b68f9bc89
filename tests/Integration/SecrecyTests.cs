using System.Collections.Immutable;
using System.Diagnostics;
using Infra.Cli.Local;
using Npgsql;

namespace Infra.Integration;

public sealed class SecrecyTests
{
    private const string Nasty = "a b'c\"d%e@f\\g;h=i{}é€:/?#$1";

    [RealServersFact]
    public async Task Up_WithAnyPassword_LeaksItNowhereAndItConnects()
    {
        using TestTarget target = new() { Fixture = new Fixture { Passwords = ImmutableDictionary<string, string>.Empty.Add("app", Nasty) } };
        using CancellationTokenSource done = new();
        Task<HashSet<string>> watched = Task.Run(() => CommandLinesAsync(done.Token));

        await target.UpAsync();
        await done.CancelAsync();

        LocalSecrets secrets = target.LoadSecrets();
        string[] secret =
        [
            Nasty, secrets.Password("infra_superuser"), secrets.Password("infra_replicator"), secrets.Password("reader"),
            secrets.Certificates.ServerKey.Split('\n')[1], "SCRAM-SHA-256$",
        ];
        Assert.DoesNotContain(await watched, line => secret.Any(line.Contains));
        Assert.DoesNotContain(target.Progress, line => secret.Any(line.Contains));
        foreach ((string name, ImmutableArray<string> lines) in LocalTarget.LogTails(target.Folders, 1000))
        {
            Assert.NotEmpty(lines);
            Assert.False(lines.Any(line => secret.Any(line.Contains)), name);
        }
        Assert.Empty(Exposed(target.Folders.StateFolder));

        Assert.Equal("app", await TestTarget.ScalarAsync<string>(target.Pooled(), "SELECT current_user::text"));
        Assert.Equal("app", await PsqlAsync(target));
    }

    private static async Task<string> PsqlAsync(TestTarget target)
    {
        NpgsqlConnectionStringBuilder builder = new(target.Pooled());
        ProcessStartInfo start = new("psql",
        [
            "-XAt", "-d", $"host=localhost port={builder.Port} dbname=app user=app sslmode=verify-full sslrootcert={builder.RootCertificate}",
            "-c", "SELECT current_user",
        ])
        { RedirectStandardOutput = true };
        start.Environment["PGPASSWORD"] = Nasty;
        using Process psql = Process.Start(start)!;
        string answer = await psql.StandardOutput.ReadToEndAsync();
        await psql.WaitForExitAsync();
        return answer.Trim();
    }

    /// <summary>Everything below the folder that somebody else could read; a folder may let others pass.</summary>
    private static IEnumerable<string> Exposed(string folder)
    {
        const UnixFileMode readable = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder)
            .Where(entry => (File.GetUnixFileMode(entry) & readable) != 0);
    }

    /// <summary>The arguments of every process of the machine, collected for as long as the caller likes.</summary>
    private static async Task<HashSet<string>> CommandLinesAsync(CancellationToken cancellation)
    {
        HashSet<string> lines = [];
        while (!cancellation.IsCancellationRequested)
        {
            _ = ServerProcess.Where(arguments => lines.Add(string.Join(' ', arguments))).Count();
            await Task.Yield();
        }
        return lines;
    }
}
