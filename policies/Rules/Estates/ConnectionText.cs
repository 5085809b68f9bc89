using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;

namespace Infra.Policies.Rules.Estates;

/// <summary>The form of a connection string.</summary>
internal enum ConnectionForm
{
    /// <summary><c>postgres://…</c></summary>
    Uri,

    /// <summary><c>postgresql+asyncpg://…</c>: SQLAlchemy.</summary>
    Sqlalchemy,

    /// <summary><c>jdbc:postgresql://…</c></summary>
    Jdbc,

    /// <summary><c>Host=…;Database=…</c>: Npgsql.</summary>
    Npgsql,

    /// <summary><c>host=… dbname=…</c>: libpq.</summary>
    Keywords,
}

/// <summary>A connection string taken apart. Its password is dropped at once.</summary>
/// <remarks>
/// When its variable is secret, no name out of it is shown, nor its port: not in a message, not as the title of a server. The sizes of its
/// pool and its time-outs are: the sums of a budget are made of them, and they open no door.
/// </remarks>
/// <param name="Form">Its form.</param>
/// <param name="Host">First host; null where it names none.</param>
/// <param name="Port">Its port; null where it names none.</param>
/// <param name="Database">The database; null where it names none.</param>
/// <param name="User">The role; null where it names none.</param>
/// <param name="Options">Everything else, names in small letters.</param>
internal sealed record ConnectionText(ConnectionForm Form, string? Host, int? Port, string? Database, string? User, ImmutableDictionary<string, string> Options)
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    /// <summary>The driver that SQLAlchemy is told to use: <c>asyncpg</c>; null for other forms.</summary>
    public string? Driver { get; init; }

    /// <summary>An option as a whole number; null where it is not there, or no number.</summary>
    public int? Number(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Options.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
        }

        return null;
    }

    /// <summary>Reads a text; null where it is no connection string for PostgreSQL.</summary>
    public static ConnectionText? Parse(string text)
    {
        var trimmed = text.Trim();
        var scheme = trimmed.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            var name = trimmed[..scheme];
            ConnectionForm? form = name switch
            {
                "postgres" or "postgresql" or "cockroach" => ConnectionForm.Uri,
                "jdbc:postgresql" => ConnectionForm.Jdbc,
                _ when name.StartsWith("postgresql+", StringComparison.Ordinal) || name.StartsWith("postgres+", StringComparison.Ordinal) => ConnectionForm.Sqlalchemy,
                _ => null,
            };
            return form is not { } known ? null
                : OfUri(known, trimmed[(scheme + 3)..]) with { Driver = known == ConnectionForm.Sqlalchemy ? Split(name, '+').Right : null };
        }

        return trimmed.Contains('=', StringComparison.Ordinal) && trimmed.Contains("host", StringComparison.OrdinalIgnoreCase) ? OfPairs(trimmed)
            : trimmed.StartsWith("Server=", StringComparison.OrdinalIgnoreCase) ? OfPairs(trimmed)
            : null;
    }

    private static ConnectionText OfUri(ConnectionForm form, string rest)
    {
        var (authority, query) = Split(rest, '?');
        var (place, path) = Split(authority, '/');
        var at = place.LastIndexOf('@');
        var user = at < 0 ? null : Split(place[..at], ':').Left;
        var hosts = place[(at + 1)..].Split(',')[0];
        var colon = hosts.LastIndexOf(':');
        var bracket = hosts.LastIndexOf(']');
        var (host, port) = colon > bracket ? (hosts[..colon], hosts[(colon + 1)..]) : (hosts, "");
        var options = ImmutableDictionary.CreateBuilder<string, string>(Names);
        foreach (var pair in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Split(pair, '=');
            options[Decoded(name)] = Decoded(value ?? "");
        }

        return Make(form, options, Decoded(host), port, Decoded(path ?? ""), user is null ? null : Decoded(user));
    }

    private static ConnectionText? OfPairs(string text)
    {
        var isNpgsql = text.Contains(';', StringComparison.Ordinal) || !text.Contains(' ', StringComparison.Ordinal);
        var pairs = ImmutableDictionary.CreateBuilder<string, string>(Names);
        try
        {
            // libpq's keywords have blanks where ADO.NET has semicolons.
            var builder = new DbConnectionStringBuilder { ConnectionString = isNpgsql ? text : string.Join(';', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) };
            foreach (string name in builder.Keys)
                pairs[name] = Convert.ToString(builder[name], CultureInfo.InvariantCulture) ?? "";
        }
        catch (ArgumentException)
        {
            return null;
        }

        if (OtherDatabases.IsMeant(pairs))
            return null;

        string? Take(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (pairs.Remove(name, out var value))
                    return value;
            }

            return null;
        }

        var host = Take("host", "server", "hostaddr");
        return host is null ? null : Make(
            isNpgsql ? ConnectionForm.Npgsql : ConnectionForm.Keywords, pairs, host.Split(',')[0], Take("port") ?? "", Take("database", "dbname", "db") ?? "",
            Take("username", "user", "user id", "userid", "uid"));
    }

    private static ConnectionText Make(
        ConnectionForm form, ImmutableDictionary<string, string>.Builder options, string host, string port, string database, string? user)
    {
        foreach (var secret in new[] { "password", "pwd", "passfile", "sslpassword" })
            options.Remove(secret);
        if (options.TryGetValue("host", out var other) && host.Length == 0)
            host = other;
        return new(
            form,
            host.Length == 0 ? null : host.ToLowerInvariant(),
            int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            database.Length == 0 ? null : database,
            string.IsNullOrEmpty(user) ? options.GetValueOrDefault("user") : user,
            options.ToImmutable());
    }

    private static (string Left, string? Right) Split(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text);
}
