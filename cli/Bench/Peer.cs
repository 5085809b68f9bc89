using System.Collections.Immutable;

namespace Infra.Cli.Bench;

/// <summary>A PgBouncer as somebody else installs it when nobody changes anything.</summary>
/// <param name="Id">Name on the command line and in documents.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Settings">What its <c>[pgbouncer]</c> says beyond PgBouncer's own defaults, without address, login and TLS.</param>
internal sealed record Peer(string Id, string Title, ImmutableSortedDictionary<string, string> Settings)
{
    /// <summary>The settings that these loads can feel: none of their clients sends a parameter that a list could ignore.</summary>
    public string Effect => string.Join('\n', Settings.Where(pair => pair.Key != "ignore_startup_parameters").Select(pair => $"{pair.Key}={pair.Value}"));
}
