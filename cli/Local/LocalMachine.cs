using System.Collections.Immutable;

namespace Infra.Cli.Local;

/// <summary>What this machine offers: servers of the right version, the account that runs them and the folder that they use.</summary>
public sealed record LocalMachine
{
    /// <summary>Folder with postgres, initdb, pg_basebackup and psql.</summary>
    public required string PostgresFolder { get; init; }

    /// <summary>Major version of PostgreSQL, 14 or more.</summary>
    public required int PostgresVersion { get; init; }

    /// <summary>How PgBouncer is started, without its arguments.</summary>
    public required ImmutableArray<string> PgBouncerCommand { get; init; }

    /// <summary>Version of PgBouncer, 1.21 or more.</summary>
    public required Version PgBouncerVersion { get; init; }

    /// <summary>Folder of data, pods and logs.</summary>
    public required string Runtime { get; init; }

    internal Account? Account { get; init; }

    internal string Postgres(string program) => Path.Combine(PostgresFolder, program);

    internal static async Task<LocalMachine> PrepareAsync(
        LocalFolders folders, IProgress<string> progress, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new MachineException("the local target runs on Linux", Environment.OSVersion.ToString(), "Linux",
                "run the command in a Linux machine or container");
        }
        LocalState? state = LocalState.Read(folders);
        int? dataVersion = state is null ? null : PostgresSetup.VersionOfData(Path.Combine(state.Runtime, state.Primary));
        (string postgres, int version) = await PostgresSetup.FindOrInstallAsync(dataVersion, progress, cancellation);
        Account? account = await Account.ForServersAsync(cancellation);
        if (account is null && Environment.IsPrivilegedProcess)
        {
            throw new MachineException("there is no account for the servers, and they refuse to run as root", null, "an account named postgres",
                "make one with: useradd --system postgres; or run ./infra as an ordinary user");
        }
        string tools = await folders.ChooseToolsAsync(account, cancellation);
        (ImmutableArray<string> pgbouncer, Version pgbouncerVersion) = await PgBouncerSetup.FindOrFetchAsync(tools, progress, cancellation);
        return new LocalMachine
        {
            PostgresFolder = postgres,
            PostgresVersion = version,
            PgBouncerCommand = pgbouncer,
            PgBouncerVersion = pgbouncerVersion,
            Runtime = state?.Runtime ?? await folders.ChooseRuntimeAsync(account, progress, cancellation),
            Account = account,
        };
    }
}
