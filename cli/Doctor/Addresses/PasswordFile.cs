namespace Infra.Cli.Doctor.Addresses;

/// <summary>libpq's password file: https://www.postgresql.org/docs/current/libpq-pgpass.html.</summary>
internal static class PasswordFile
{
    /// <summary>The password for a login; null when the file has none, cannot be read, or is open to others, as with libpq.</summary>
    public static string? Find(string file, string host, int port, string database, string user)
    {
        string[] lines;
        try
        {
            const UnixFileMode Others = (UnixFileMode)0b000_111_111;
            if (!File.Exists(file) || (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0))
                return null;
            lines = File.ReadAllLines(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        string[] wanted = [host.StartsWith('/') ? "localhost" : host, FormattableString.Invariant($"{port}"), database, user];
        return lines.Where(line => !line.StartsWith('#')).Select(Fields)
            .Where(fields => fields.Count == 5)
            .FirstOrDefault(fields => wanted.Zip(fields).All(pair => pair.Second is "*" || pair.First == pair.Second))?[4];
    }

    private static List<string> Fields(string line)
    {
        List<string> fields = [""];
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length)
                fields[^1] += line[++i];
            else if (line[i] == ':' && fields.Count < 5)
                fields.Add("");
            else
                fields[^1] += line[i];
        }

        return fields;
    }
}
