using System.Collections.Immutable;
using System.Globalization;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Looking;

/// <summary>What any role may read of its server.</summary>
internal static class ServerLook
{
    // numbackends is there for every role; pg_stat_activity hides most columns of other roles.
    private const string Facts =
        """
        SELECT current_setting('server_version') AS version, pg_backend_pid() AS backend, pg_is_in_recovery() AS replica,
        host(inet_server_addr()) AS server, inet_server_port() AS port, host(inet_client_addr()) AS client,
        (SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl) AS tls,
        (SELECT sum(numbackends) FROM pg_stat_database) AS used
        """;

    public static async Task<ServerFacts> FactsAsync(WireConnection connection, CancellationToken cancellation)
    {
        var row = (await connection.QueryAsync(Facts, cancellation)).One;
        return new(
            row("version")!, Whole(row("backend")), row("replica") == "t", row("server") is { } host ? $"{host}:{row("port")}" : null,
            row("server"), row("client"), row("tls"), Whole(row("used")));
    }

    public static async Task<ImmutableDictionary<string, ServerSetting>> SettingsAsync(
        WireConnection connection, CancellationToken cancellation) =>
        (await connection.QueryAsync("SELECT name, setting, unit, reset_val FROM pg_settings", cancellation)).Read()
        .ToImmutableDictionary(
            row => row("name")!, row => new ServerSetting(row("setting") ?? "", row("unit"), row("reset_val") ?? ""),
            StringComparer.Ordinal);

    private static int Whole(string? text) => int.Parse(text ?? "0", CultureInfo.InvariantCulture);
}
