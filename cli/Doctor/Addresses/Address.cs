using System.Collections.Immutable;
using System.Net;

namespace Infra.Cli.Doctor.Addresses;

/// <summary>Where to connect, as whom, and what is said on the way in.</summary>
internal sealed record Address
{
    /// <summary>Name by which the server sees the doctor, where the address gives none.</summary>
    public const string ApplicationName = "infra-doctor";

    /// <summary>Host name, IP address, or the folder of a Unix socket.</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = 5432;

    public required string Database { get; init; }

    public required string User { get; init; }

    /// <summary>Password; null when none was found. Never printed.</summary>
    public string? Password { get; init; }

    public TlsDemand Tls { get; init; } = new("prefer");

    /// <summary>Start-up parameters besides user and database.</summary>
    public ImmutableSortedDictionary<string, string> Startup { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public bool IsSocket => Host.StartsWith('/');

    public string SocketFile => Path.Combine(Host, FormattableString.Invariant($".s.PGSQL.{Port}"));

    public bool IsLoopback => IsSocket || Host == "localhost" || (IPAddress.TryParse(Host, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Host and port.</summary>
    public string Place => FormattableString.Invariant($"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>The same way to another database of the same pooler.</summary>
    public Address To(string database) => this with { Database = database };

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{User}@{Place}/{Database}";
}
