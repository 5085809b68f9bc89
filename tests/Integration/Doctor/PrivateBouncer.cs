using System.Globalization;
using Infra.Cli.Local;
using Infra.Pooling.PgBouncer;

namespace Infra.Integration.Doctor;

/// <summary>A PgBouncer with the planned configuration and what a test changes of it; disposing of it ends it.</summary>
internal sealed class PrivateBouncer : IAsyncDisposable
{
    private readonly string folder;
    private readonly ServerProcess? process;

    private PrivateBouncer(string folder, ServerProcess? process, int port) => (this.folder, this.process, Port) = (folder, process, port);

    public int Port { get; }

    /// <param name="target">Whose servers and secrets it uses.</param>
    /// <param name="settings">Settings instead of the planned ones, as they are written in the file.</param>
    public static async Task<PrivateBouncer> StartAsync(DoctorTarget target, params (string Name, string Value)[] settings)
    {
        await target.UpAsync();
        int port = TestTarget.FreePorts(1)[0];
        string folder = Path.Combine(target.Machine.Runtime, $"bouncer-{port.ToString(CultureInfo.InvariantCulture)}");
        PgBouncerConfiguration configuration = target.Plan(port).PgBouncer!;
        configuration = configuration with
        {
            Settings = configuration.Settings.SetItem("listen_addr", "127.0.0.1")
                .SetItems(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))),
        };
        LocalSecrets secrets = target.Secrets;
        Files.MakeFolder(folder, target.Machine.Account);
        Files.MakeFolder(Path.Combine(folder, "tls"), target.Machine.Account);
        Write(PgBouncerPlanner.ConfigurationFile, configuration.Render());
        Write(PgBouncerPlanner.UserlistFile, string.Concat(
            new[] { "app", PgBouncerPlanner.AdminRole, PgBouncerPlanner.StatsRole }.Select(
                role => $"\"{role}\" \"{secrets.Password(role)}\"\n")));
        Write(PgBouncerPlanner.CertificateFile, secrets.Certificates.Server);
        Write(PgBouncerPlanner.PrivateKeyFile, secrets.Certificates.ServerKey);
        Write(PgBouncerPlanner.DatabaseAuthorityFile, secrets.Certificates.Ca);
        string log = Path.Combine(folder, "log");
        PrivateBouncer bouncer = new(folder, ServerProcess.Read(Command.StartServer(
            [.. target.Machine.PgBouncerCommand, PgBouncerPlanner.ConfigurationFile], log, folder, target.Machine.Account)), port);
        bool up = await Wait.UntilAsync(
            () =>
                File.Exists(log) && File.ReadAllText(log).Contains(
                    "process up", StringComparison.Ordinal), TimeSpan.FromSeconds(20), TimeProvider.System, CancellationToken.None);
        Assert.True(up, string.Join('\n', Files.Tail(log, 10)));
        return bouncer;

        void Write(string name, string text) => Files.Write(Path.Combine(folder, name), text, target.Machine.Account);
    }

    public async ValueTask DisposeAsync()
    {
        await Pod.EndAsync(process, TimeProvider.System, CancellationToken.None, Native.Quit);
        Files.RemoveFolder(folder);
    }
}
