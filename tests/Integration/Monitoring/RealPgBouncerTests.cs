using System.Collections.Immutable;
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
    /// <summary>
    /// The metrics of prometheus-community's pgbouncer_exporter 0.12 (collector.go) that are used here: the command that gives each,
    /// and the column, or the name of the row in commands that list names and values.
    /// </summary>
    private static readonly ImmutableDictionary<string, (string Command, string Column)> Exported = new Dictionary<string, (string, string)>
    {
        ["pgbouncer_databases_current_connections"] = ("SHOW DATABASES", "current_connections"),
        ["pgbouncer_databases_paused"] = ("SHOW DATABASES", "paused"),
        ["pgbouncer_pools_client_active_connections"] = ("SHOW POOLS", "cl_active"),
        ["pgbouncer_pools_client_waiting_connections"] = ("SHOW POOLS", "cl_waiting"),
        ["pgbouncer_pools_client_maxwait_seconds"] = ("SHOW POOLS", "maxwait"),
        ["pgbouncer_pools_server_active_connections"] = ("SHOW POOLS", "sv_active"),
        ["pgbouncer_pools_server_idle_connections"] = ("SHOW POOLS", "sv_idle"),
        ["pgbouncer_pools_server_login_connections"] = ("SHOW POOLS", "sv_login"),
        ["pgbouncer_stats_client_wait_seconds_total"] = ("SHOW STATS_TOTALS", "wait_time"),
        ["pgbouncer_stats_sql_transactions_pooled_total"] = ("SHOW STATS_TOTALS", "xact_count"),
        ["pgbouncer_used_clients"] = ("SHOW LISTS", "used_clients"),
        ["pgbouncer_config_max_client_connections"] = ("SHOW CONFIG", "max_client_conn"),
        ["pgbouncer_up"] = ("SHOW STATS", "database"),
    }.ToImmutableDictionary();

    public void Report(string value)
    {
    }

    [RealServersFact]
    public async Task Settings_AllOfThem_AreReloadableWhereTheRealOneSaysSo()
    {
        (LocalMachine machine, string answer) = await AskAsync("SHOW CONFIG");
        PgBouncerVersion version = PgBouncerVersion.Parse(machine.PgBouncerVersion.ToString());
        var shown = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split('|'))
            .ToDictionary(fields => fields[0], fields => fields[^1] == "yes");

        var known = SettingCatalogue.All.Where(setting => setting.Scope == SettingScope.Pooler && setting.ExistsIn(version) && shown.ContainsKey(setting.Name)).ToArray();

        Assert.True(known.Length > 80, $"only {known.Length.ToString(CultureInfo.InvariantCulture)} settings are known to both");
        Assert.Empty(known.Where(setting => setting.ApplyByIn(version) == ApplyBy.Reload != shown[setting.Name]).Select(setting => setting.Name));
    }

    [RealServersFact]
    public async Task Metrics_OfRulesAndDashboard_ComeFromFiguresThatTheStatsUserSees()
    {
        PoolPlan plan = StackEvaluator.Plan(StackFile.Load(Workspace.Find(AppContext.BaseDirectory, named: null), "prod-kubernetes"), new DateOnly(2026, 11, 20));
        string used = string.Concat(new PoolerRules(plan, "pooler", "default").All.Select(rule => rule.Expression)) + PoolerDashboard.Of(plan, "pooler", "default").ToJsonString();
        string[] metrics = [.. Metric().Matches(used).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];
        Assert.Empty(metrics.Except(Exported.Keys));
        Assert.Empty(Exported.Keys.Except(metrics));

        foreach (var command in Exported.Values.GroupBy(figure => figure.Command))
        {
            (_, string answer) = await AskAsync(command.Key);
            string[] lines = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            string[] names = [.. lines[0].Split('|'), .. lines.Select(line => line.Split('|')[0])];
            Assert.Empty(command.Select(figure => figure.Column).Except(names));
        }
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
}
