using System.Collections.Immutable;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Looking;

/// <summary>Reads PgBouncer's admin console; no command on it changes anything.</summary>
internal static class ConsoleLook
{
    /// <summary>Name of the console among the databases.</summary>
    public const string Database = "pgbouncer";

    /// <summary>Of how many steps it is made.</summary>
    public const int Parts = 2;

    public static async Task<ConsoleSight> RunAsync(Address address, Steps steps, CancellationToken cancellation)
    {
        await using var console = await WireConnection.OpenAsync(
            address with { Startup = ImmutableSortedDictionary<string, string>.Empty }, cancellation);
        // 1.11 and older answer with a notice.
        var version = (await console.QueryAsync("SHOW VERSION", cancellation)).Rows is [[{ } text, ..], ..] ? text : "PgBouncer";
        return new(
            version,
            await steps.TryAsync(
                async stop => (await console.QueryAsync("SHOW CONFIG", stop)).Read()
                    .ToImmutableSortedDictionary(row => row("key")!, row => row("value") ?? "", StringComparer.Ordinal),
                cancellation),
            await ShowAsync("SHOW DATABASES"),
            await ShowAsync("SHOW POOLS"),
            await ShowAsync("SHOW STATS"));

        Task<Seen<WireTable>> ShowAsync(string command) => steps.TryAsync(stop => console.QueryAsync(command, stop), cancellation);
    }
}
