using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Infra.Cli;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Doctor;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Checks;
using Infra.Cli.Doctor.Wire;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Pooling;
using Npgsql;

namespace Infra.Integration.Doctor;

/// <summary>The tests share one local target, since to make the servers takes longer than most of the tests.</summary>
[CollectionDefinition(Name)]
public sealed class DoctorTargetGroup : ICollectionFixture<DoctorTarget>
{
    public const string Name = "doctor";
}

/// <summary>A local target made by the command line itself, and poolers of a test's own in front of its servers.</summary>
public sealed class DoctorTarget : IDisposable, IProgress<string>
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("infra-doctor-");
    private readonly int[] ports = TestTarget.FreePorts(3);
    private bool isUp;

    private Workspace Workspace => new(root.FullName);

    private LocalFolders Folders => new(Workspace.StateFolder, Workspace.ToolsFolder);

    internal LocalSecrets Secrets => LocalSecrets.Load(Folders, TimeProvider.System);

    internal LocalPorts Ports => LocalState.Read(Folders)!.Ports;

    internal LocalMachine Machine { get; private set; } = null!;

    /// <summary>Starts it, once.</summary>
    public async Task<DoctorTarget> UpAsync()
    {
        if (!isUp)
        {
            File.SetUnixFileMode(
                root.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
            Directory.CreateDirectory(Workspace.StackFolder);
            Directory.CreateDirectory(Path.GetDirectoryName(Folders.StateFolder)!);
            Directory.CreateSymbolicLink(Workspace.ToolsFolder, TestTarget.Repository(".infra", "tools"));
            File.WriteAllText(Path.Combine(Workspace.StackFolder, "Pulumi.local.yaml"), """
                config:
                  infra:pooling:
                    target: kubernetes
                    database:
                      {name: app, user: app, version: 15, host: local, maxConnections: 60, replicas: 1, reserve: {admin: 5, other: 5}}
                    pooler: {replicas: 1, settings: {default_pool_size: 10}}
                    workloads:
                      - {name: api, replicas: 1, pool: {size: 40}, driver: npgsql}
                      - {name: report, replicas: 1, pool: {size: 20}, driver: npgsql, route: readOnly}

                """);
            await RestartAsync();
            using LocalTarget held = LocalTarget.Hold(Folders, TimeProvider.System);
            Machine = await held.PrepareAsync(this, CancellationToken.None);
            isUp = true;
        }

        return this;
    }

    /// <summary>What <c>up local</c> does: also starts again what was stopped.</summary>
    public async Task RestartAsync()
    {
        var (code, _, error) = await RunAsync("up", "local", "--port", Text(ports[0]), "--database-port", Text(ports[1]));
        Assert.True(code == 0, error);
    }

    /// <summary>Runs the command line in the target's project.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await CommandLine.RunAsync(arguments, new Session(output, error, TimeProvider.System, Workspace));
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>The plan, with the pooler on a port.</summary>
    internal PoolPlan Plan(int port) => StackEvaluator.Plan(
        LocalStack.ForUse(
            StackFile.Load(Workspace, "local"), Ports with { Pooler = port }, Secrets, Machine.PostgresVersion, Machine.PgBouncerVersion,
            Today), Today);

    /// <summary>A role's address, as a user would write it.</summary>
    internal Address Address(int port, string database = "app", string role = "app", string tls = "VerifyFull") =>
        new AddressReader(_ => null).Read(
        $"Host=localhost;Port={Text(port)};Database={database};Username={role};Password={Secrets.Password(role)};SSL Mode={tls};"
        + $"Root Certificate={Secrets.CaFile}", "uri");

    /// <summary>The same as a URI.</summary>
    internal string Uri(int port, string database = "app", string role = "app", string more = "", string host = "localhost") =>
        $"postgresql://{role}:{Secrets.Password(role)}@{host}:{Text(port)}/{database}"
        + $"?sslmode=verify-full&sslrootcert={System.Uri.EscapeDataString(Secrets.CaFile)}{more}";

    /// <summary>The owner's way past every pooler.</summary>
    internal string PrimaryUri => Uri(Ports.Primary.Port, host: Ports.Primary.Address.ToString());

    /// <summary>A client that speaks the protocol itself.</summary>
    internal Task<WireConnection> ClientAsync(int port) => WireConnection.OpenAsync(Address(port), CancellationToken.None);

    /// <summary>Runs a statement as superuser, past every pooler.</summary>
    public async Task ExecuteAsync(string sql, bool replica = false)
    {
        await using NpgsqlConnection connection = await SuperuserAsync(replica);
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A superuser's connection.</summary>
    public async Task<NpgsqlConnection> SuperuserAsync(bool replica = false)
    {
        IPEndPoint server = replica ? Ports.Replicas[0] : Ports.Primary;
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder
        {
            Host = server.Address.ToString(),
            Port = server.Port,
            Database = "app",
            Username = LocalSecrets.Superuser,
            Password = Secrets.Password(LocalSecrets.Superuser),
            SslMode = SslMode.VerifyFull,
            RootCertificate = Secrets.CaFile,
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Stops the replica as an operator would.</summary>
    public async Task StopReplicaAsync()
    {
        LocalPart replica = LocalTarget.Status(Folders).Parts.Single(part => part.Kind == PartKind.Replica && part.Pid is not null);
        ServerProcess process = ServerProcess.Read(replica.Pid!.Value)!.Value;
        process.Signal(Native.Interrupt);
        Assert.True(await Wait.UntilAsync(() => !process.IsAlive, TimeSpan.FromSeconds(60), TimeProvider.System, CancellationToken.None));
    }

    /// <summary>Everything that is not fine at a pooler, both of its entries and the console looked at.</summary>
    internal async Task<string[]> ProblemsAsync(int port, string tls = "VerifyFull", PoolPlan? plan = null) =>
        await ProblemsAsync(new DoctorRequest(
        [(RoleChecks.ReadWrite, Address(port, tls: tls)), (RoleChecks.ReadOnly, Address(port, "app_ro", tls: tls))],
        Address(port, "pgbouncer", "pooler_stats", tls), plan ?? Plan(port)));

    /// <summary>The same where an entry cannot be used: what of it is skipped says so and nothing else.</summary>
    internal async Task<string[]> FailuresAsync(int port)
    {
        string[] problems = await ProblemsAsync(port);
        Assert.All(
            problems.Where(problem => !IsFailure(problem)),
            problem =>
                Assert.Matches(
                    @"^Skipped [\w -]+ \(readOnly\): (there was no connection|both entries have to be reached to be compared)$", problem));
        return [.. problems.Where(IsFailure)];
    }

    internal static bool IsFailure(string problem) => problem.StartsWith("Failed", StringComparison.Ordinal);

    internal async Task<string[]> ProblemsAsync(DoctorRequest request) =>
        [.. (await ExamineAsync(request)).Where(result => result.State != CheckState.Ok).Select(Line)];

    internal async Task<ImmutableArray<CheckResult>> ExamineAsync(DoctorRequest request) =>
        AllChecks.Of(await new Examination(TimeProvider.System).RunAsync(request, this, CancellationToken.None));

    internal static string Line(CheckResult result) =>
        $"{result.State} {result.Check}{(result.Entry is null ? "" : $" ({result.Entry})")}: "
            + $"{result.Detail}{(result.Advice is null ? "" : $" → {result.Advice}")}";

    /// <summary>The same lines of a document that the command printed.</summary>
    internal static string[] Problems(string json) =>
    [
        .. JsonNode.Parse(json)!["checks"]!.AsArray().Where(check => check!["result"]!.ToString() != "ok")
            .Select(check => $"{check!["result"]} {check["check"]}: {check["detail"]} → {check["advice"]}"),
    ];

    /// <summary>Asserts whole lines, and shows all of them where they differ.</summary>
    internal static void Same(string[] found, params string[] expected) =>
        Assert.True(expected.SequenceEqual(found), string.Join('\n', found));

    public void Report(string value)
    {
    }

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Folders.StateFolder, "state.json")))
            RunAsync("down", "local", "--purge").GetAwaiter().GetResult();
        root.Delete(recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
