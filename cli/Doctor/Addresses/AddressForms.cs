using System.Collections.Immutable;
using System.Data.Common;
using System.Text.RegularExpressions;
using Infra.Pooling.Specification;
using Npgsql;

namespace Infra.Cli.Doctor.Addresses;

/// <summary>The forms of a connection string, each down to libpq's keywords. Messages never repeat a value: it may be a password.</summary>
internal static partial class AddressForms
{
    private const string Allowed = "write postgresql://USER@HOST:PORT/DATABASE, libpq's `host=… user=…`, Npgsql's "
        + "`Host=…;Username=…`, or `local`";

    /// <exception cref="UsageException">The text is none of the forms.</exception>
    public static ImmutableDictionary<string, string> Read(string text, string argument)
    {
        if (Scheme().Match(text) is { Success: true } scheme)
            return Uri(text[scheme.Length..], argument);
        if (text.Contains("://", StringComparison.Ordinal))
            throw new UsageException($"{argument} is no address of PostgreSQL: its scheme is not postgresql", Allowed);
        if (!text.Contains('=', StringComparison.Ordinal))
            throw new UsageException($"{argument} is no connection string", Allowed);
        var keywords = Libpq(text);
        var unknown = keywords?.Keys.FirstOrDefault(key => !Keywords.IsKnown(key));
        // What separates Npgsql's keys ends up in a value.
        if (keywords is not null && unknown is null && !keywords.GetValueOrDefault("host", "").Contains(';', StringComparison.Ordinal))
            return keywords;
        return unknown is not null && char.IsAsciiLetterLower(unknown[0]) && !text.Contains(';', StringComparison.Ordinal)
            ? throw Unknown(unknown, argument)
            : Npgsql(text, argument);
    }

    private static UsageException Unknown(string name, string argument) => new(
        $"{argument}: libpq has no connection parameter `{name}`",
        Nearest.To(name, Keywords.Used) is { } meant ? $"did you mean `{meant}`?" : "leave it out");

    private static ImmutableDictionary<string, string> Uri(string text, string argument)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var query = text.IndexOf('?', StringComparison.Ordinal);
        foreach (var pair in query < 0 ? [] : text[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is not [var name, var value])
                throw new UsageException($"{argument}: a parameter after the question mark has no value", "write name=value");
            if (!Keywords.IsKnown(Decode(name, argument)))
                throw Unknown(name, argument);
            found[Decode(name, argument)] = Decode(value, argument);
        }

        var rest = query < 0 ? text : text[..query];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        if (slash >= 0 && slash < rest.Length - 1)
            found["dbname"] = Decode(rest[(slash + 1)..], argument);
        var at = authority.LastIndexOf('@');
        if (at >= 0 && authority[..at].Split(':', 2) is [{ Length: > 0 } user, .. var password])
        {
            found["user"] = Decode(user, argument);
            if (password is [{ Length: > 0 } secret])
                found["password"] = Decode(secret, argument);
        }

        if (authority.IndexOf(',', at + 1) >= 0)
        {
            found["host"] = authority[(at + 1)..];
            return found.ToImmutable();
        }

        if (HostAndPort().Match(authority[(at + 1)..]) is not { Success: true } place)
            throw new UsageException($"{argument}: the part between `//` and `/` is not one host and port", Allowed);
        if (place.Groups["host"].Value is { Length: > 0 } host)
            found["host"] = Decode(host.Trim('[', ']'), argument);
        if (place.Groups["port"].Value is { Length: > 0 } port)
            found["port"] = port;
        return found.ToImmutable();
    }

    private static string Decode(string text, string argument)
    {
        if (BadEscape().IsMatch(text))
            throw new UsageException($"{argument}: a `%` does not begin an escape", "write a percent sign as %25");
        return System.Uri.UnescapeDataString(text);
    }

    /// <summary>Keywords and values; null where the text does not have that form.</summary>
    private static ImmutableDictionary<string, string>? Libpq(string text)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var position = 0;
        while (true)
        {
            if (Pair().Match(text, position) is not { Success: true } pair)
                return text[position..].All(char.IsWhiteSpace) && found.Count > 0 ? found.ToImmutable() : null;
            var value = pair.Groups["quoted"] is { Success: true } quoted ? quoted.Value : pair.Groups["plain"].Value;
            found[pair.Groups["name"].Value] = Escape().Replace(value, "$1");
            position = pair.Index + pair.Length;
        }
    }

    private static ImmutableDictionary<string, string> Npgsql(string text, string argument)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            throw new UsageException($"{argument} is no connection string", Allowed);
        }

        var builder = new NpgsqlConnectionStringBuilder();
        foreach (string key in parts.Keys)
        {
            try
            {
                builder[key] = parts[key];
            }
            catch (Exception wrong) when (wrong is ArgumentException or FormatException or InvalidCastException or OverflowException)
            {
                throw new UsageException(
                    $"{argument}: Npgsql does not take the key `{key}` with its value",
                    "see https://www.npgsql.org/doc/connection-string-parameters.html");
            }
        }

        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Add("host", builder.Host);
        Add("port", FormattableString.Invariant($"{builder.Port}"));
        Add("dbname", builder.Database);
        Add("user", builder.Username);
        Add("password", builder.Password);
        Add("passfile", builder.Passfile);
        Add("sslmode", Mode(builder.SslMode));
        Add("sslrootcert", builder.RootCertificate);
        Add("sslcert", builder.SslCertificate);
        Add("sslkey", builder.SslKey);
        Add("application_name", builder.ApplicationName);
        Add("options", builder.Options);
        Add("search_path", builder.SearchPath);
        Add("TimeZone", builder.Timezone);
        return found.ToImmutable();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                found[name] = value;
        }
    }

    private static string Mode(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => Enum.GetName(mode)!.ToLowerInvariant(),
    };

    // SQLAlchemy names its driver after a plus.
    [GeneratedRegex(@"\Apostgres(ql)?(\+[a-z0-9]+)?://", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\A(?<host>\[[0-9A-Fa-f:.%]+\]|[^:,\[\]@]*)(:(?<port>[0-9]*))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex HostAndPort();

    [GeneratedRegex("%(?![0-9A-Fa-f]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex BadEscape();

    [GeneratedRegex(
        @"\G\s*(?<name>[A-Za-z_]+)\s*=\s*('(?<quoted>(\\.|[^'\\])*)'(?=\s|\z)|(?<plain>(\\.|[^\s'\\])*)(?=\s|\z))",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\\(.)", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
