using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Cli.Doctor.Addresses;

/// <summary>Makes an address of a connection string and of libpq's environment.</summary>
/// <param name="environment">Variables of the environment: PGPASSWORD, PGPASSFILE, PGSSLMODE, PGSSLROOTCERT, HOME.</param>
internal sealed class AddressReader(Func<string, string?> environment)
{
    /// <param name="text">A connection string in one of the forms.</param>
    /// <param name="argument">What it is called in messages.</param>
    /// <exception cref="UsageException">Something of it is wrong; the message repeats no value that may be a secret.</exception>
    public Address Read(string text, string argument)
    {
        var found = AddressForms.Read(text, argument);
        var host = Value("hostaddr") ?? Value("host") ?? throw new UsageException(
            $"{argument} names no host", "write it: localhost, a name, an address, or the folder of a socket");
        if (host.Contains(',', StringComparison.Ordinal))
            throw new UsageException($"{argument} names several hosts", "name one at a time: each of them may be in another state");
        var user = Value("user") ?? throw new UsageException($"{argument} names no user", "write it: postgresql://USER@HOST/DATABASE");
        var database = Value("dbname") ?? user;
        var port = Value("port") is { } number ? Port(number, argument) : 5432;
        var file = Value("passfile") ?? environment("PGPASSFILE") ?? Path.Combine(environment("HOME") ?? "", ".pgpass");
        return new()
        {
            Host = host,
            Port = port,
            Database = database,
            User = user,
            Password = Value("password") ?? environment("PGPASSWORD") ?? PasswordFile.Find(file, host, port, database, user),
            Tls = Tls(Value, argument),
            Startup = Startup(found),
        };

        string? Value(string name) => found.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
    }

    private static int Port(string text, string argument) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw new UsageException($"{argument}: the port is not a number from 1 to 65535", "leave it out for 5432");

    private TlsDemand Tls(Func<string, string?> value, string argument)
    {
        var mode = value("sslmode") ?? environment("PGSSLMODE") ?? "prefer";
        if (!TlsDemand.Modes.Contains(mode))
            throw new UsageException($"{argument}: sslmode is not one of {string.Join(", ", TlsDemand.Modes)}", "write verify-full");
        return new(mode, RootFile(value, mode, argument), ClientCertificate(value, argument))
        {
            CertificateFile = value("sslcert"),
            KeyFile = value("sslkey"),
        };
    }

    private string? RootFile(Func<string, string?> value, string mode, string argument)
    {
        var root = value("sslrootcert") ?? environment("PGSSLROOTCERT");
        if (root is null or "system")
            return null;
        try
        {
            new X509Certificate2Collection().ImportFromPemFile(root);
            return root;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // libpq cares only where it verifies.
            return mode is "verify-ca" or "verify-full"
                ? throw new UsageException(
                    $"{argument}: sslrootcert {root} cannot be read as PEM certificates",
                    "name the file with the authority of the server's certificate")
                : null;
        }
    }

    private static X509Certificate2? ClientCertificate(Func<string, string?> value, string argument)
    {
        if (value("sslcert") is not { } file)
            return null;
        try
        {
            return X509Certificate2.CreateFromPemFile(file, value("sslkey"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UsageException(
                $"{argument}: sslcert {file} and sslkey cannot be read as a PEM certificate and its key", "name both files");
        }
    }

    // What libpq and Npgsql send of it.
    private static ImmutableSortedDictionary<string, string> Startup(ImmutableDictionary<string, string> found)
    {
        var startup = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        startup["application_name"] = found.GetValueOrDefault("application_name") ?? found.GetValueOrDefault("fallback_application_name")
            ?? Address.ApplicationName;
        startup["client_encoding"] = "UTF8";
        foreach (var name in new[] { "options", "search_path", "TimeZone" })
        {
            if (found.TryGetValue(name, out var value))
                startup[name] = value;
        }

        return startup.ToImmutable();
    }
}
