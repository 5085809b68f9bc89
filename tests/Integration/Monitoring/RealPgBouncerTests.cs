using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Pooling;
using Infra.Pooling.Monitoring;
using Infra.Pooling.PgBouncer;

namespace Infra.Integration.Monitoring;

/// <summary>What is assumed of PgBouncer, against a running one: what a RELOAD changes, and which figures it shows.</summary>
public sealed partial class RealPgBouncerTests : IProgress<string>
{
    /// <summary>Labels that Prometheus and the operator give every series, and those of the one series that is not PgBouncer's.</summary>
    private static readonly string[] OfPrometheus = ["namespace", "job", "pod", "container"];

    void IProgress<string>.Report(string value)
    {
    }

    [RealServersFact]
    public async Task Settings_AllOfThem_AreReloadableWhereTheRealOneSaysSo()
    {
        (LocalMachine machine, string answer) = await AskAsync("SHOW CONFIG");
        PgBouncerVersion version = PgBouncerVersion.Parse(machine.PgBouncerVersion.ToString());
        var shown = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('|'))
            .ToDictionary(fields => fields[0], fields => fields[^1] == "yes");

        var known = SettingCatalogue.All.Where(setting => setting.Scope == SettingScope.Pooler && setting.ExistsIn(version)).ToDictionary(setting => setting.Name);

        Assert.True(shown.Count > 80, $"SHOW CONFIG shows only {shown.Count.ToString(CultureInfo.InvariantCulture)} settings");
        Assert.Empty(shown.Keys.Except(known.Keys));
        Assert.Empty(shown.Where(setting => known[setting.Key].ApplyByIn(version) == ApplyBy.Reload != setting.Value).Select(setting => setting.Key));
    }

    [RealServersFact]
    public async Task Metrics_OfRulesAndDashboard_ComeFromFiguresThatTheStatsUserSees()
    {
        string[] metrics = [.. Used().SelectMany(expression => Metric().Matches(expression)).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(15, metrics.Length);
        Assert.Empty(metrics.Except(ExporterMetrics.All.Keys));

        foreach (var command in metrics.Select(metric => ExporterMetrics.All[metric]).GroupBy(figure => figure.Command))
        {
            (_, string answer) = await AskAsync(command.Key);
            string[] lines = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            string[] names = [.. lines[0].Split('|'), .. lines.Select(line => line.Split('|')[0])];
            Assert.Empty(command.SelectMany(figure => figure.Labels.Prepend(figure.Column)).Except(names));
        }
    }

    [Fact]
    public void Labels_OfRulesAndDashboard_AreThoseOfTheirMetrics()
    {
        foreach (string expression in Used())
        {
            string[] has = [.. Metric().Matches(expression).SelectMany(metric => ExporterMetrics.All[metric.Value].Labels), .. OfPrometheus];
            // A recorded series keeps the entry's name, by which it was summed.
            string[] allowed = expression.Contains(PoolerRules.ServerConnections, StringComparison.Ordinal) ? [.. has, "name"] : has;
            string[] asked = [.. Label().Matches(expression).SelectMany(match => match.Groups["label"].Captures).Select(label => label.Value.Trim())];
            Assert.Empty(asked.Except(allowed));
        }
    }

    private static IEnumerable<string> Used()
    {
        PoolPlan plan = StackEvaluator.Plan(StackFile.Load(Workspace.Find(AppContext.BaseDirectory, named: null), "prod-kubernetes"), new DateOnly(2026, 11, 20));
        return
        [
            .. new PoolerRules(plan, "pooler", "default").All.Select(rule => rule.Expression),
            .. PoolerDashboard.Of(plan, "pooler", "default")["panels"]!.AsArray()
                .SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => target!["expr"]!.ToString()),
        ];
    }

    private async Task<(LocalMachine Machine, string Answer)> AskAsync(string command)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("infra-bouncer-");
        File.SetUnixFileMode(root.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        ServerProcess? process = null;
        try
        {
            using LocalTarget target = LocalTarget.Hold(
                new LocalFolders(Path.Combine(root.FullName, "local"), Workspace.Find(AppContext.BaseDirectory, named: null).ToolsFolder), TimeProvider.System);
            LocalMachine machine = await target.PrepareAsync(this, CancellationToken.None);
            string folder = Path.Combine(machine.Runtime, "bouncer");
            Files.MakeFolder(folder, machine.Account);
            string port = FreePort().ToString(CultureInfo.InvariantCulture);
            Files.Write(Path.Combine(folder, "users"), "\"looker\" \"none\"\n", machine.Account);
            Files.Write(Path.Combine(folder, "pgbouncer.ini"),
                $"[databases]\napp = host=127.0.0.1\n[pgbouncer]\nauth_type = trust\nauth_file = users\nstats_users = looker\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n",
                machine.Account);
            process = ServerProcess.Read(Command.StartServer([.. machine.PgBouncerCommand, "pgbouncer.ini"], Path.Combine(folder, "log"), folder, machine.Account));
            CommandResult asked = default!;
            bool answered = await Wait.UntilAsync(
                async () => (asked = await Command.TryRunAsync(
                    [machine.Postgres("psql"), "-X", "-A", "-h", "127.0.0.1", "-p", port, "-U", "looker", "-P", "footer=off", "-c", command, "pgbouncer"], CancellationToken.None)).ExitCode == 0,
                TimeSpan.FromSeconds(20), TimeProvider.System, CancellationToken.None);
            Assert.True(answered, asked.Error);
            return (machine, asked.Output);
        }
        finally
        {
            await Pod.EndAsync(process, TimeProvider.System, CancellationToken.None, Native.Quit);
            root.Delete(recursive: true);
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("pgbouncer_[a-z_]+")]
    private static partial Regex Metric();

    /// <summary>Names of labels: before a comparison inside braces, or in a list after `by`.</summary>
    [GeneratedRegex("""[{,](?<label>[a-z_]+)(?:=|!=|=~|!~)"|\bby \((?:(?<label>[a-z_ ]+),?)+\)""")]
    private static partial Regex Label();
}
