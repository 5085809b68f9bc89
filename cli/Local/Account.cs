using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Cli.Local;

/// <summary>The account under which servers run when root starts them: PostgreSQL and PgBouncer both refuse root.</summary>
/// <param name="Name">Login name.</param>
/// <param name="Uid">User id.</param>
/// <param name="Gid">Group id.</param>
internal sealed record Account(string Name, uint Uid, uint Gid)
{
    private const string ServerAccount = "postgres";

    /// <summary>Null for an ordinary user (servers run as that user) and before PostgreSQL's packages made the account.</summary>
    public static async Task<Account?> ForServersAsync(CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
            return null;
        CommandResult found = await Command.TryRunAsync(["getent", "passwd", ServerAccount], cancellation);
        string[] fields = found.Output.Trim().Split(':');
        return found.ExitCode == 0 && fields.Length > 3
            ? new Account(fields[0], uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>What to put before a command so that it runs under this account and can never regain rights.</summary>
    public ImmutableArray<string> Prefix =>
    [
        "setpriv", $"--reuid={Uid.ToString(CultureInfo.InvariantCulture)}", $"--regid={Gid.ToString(CultureInfo.InvariantCulture)}",
        "--init-groups", "--inh-caps=-all", "--no-new-privs", "--",
    ];
}
