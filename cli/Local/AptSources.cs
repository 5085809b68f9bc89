namespace Infra.Cli.Local;

/// <summary>Reads where this machine gets Debian packages from.</summary>
internal static class AptSources
{
    /// <summary>Addresses of the archive and of its security updates; the latter null where the machine names none.</summary>
    internal sealed record Mirror(string Archive, string? Security);

    private static readonly string[] Aliases = ["stable", "testing", "unstable", "sid"];

    private sealed record Entry(string Address, string Suite);

    /// <summary>Null when apt's sources name no Debian archive.</summary>
    public static Mirror? ReadSystem()
    {
        const string folder = "/etc/apt/sources.list.d";
        IEnumerable<string> files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal) : [];
        string codename = File.Exists("/etc/os-release")
            ? File.ReadLines("/etc/os-release").FirstOrDefault(line => line.StartsWith("VERSION_CODENAME=", StringComparison.Ordinal))?[17..].Trim('"') ?? ""
            : "";
        return Read(new[] { "/etc/apt/sources.list" }.Where(File.Exists).Concat(files)
            .Select(file => (file, File.ReadAllText(file))), codename);
    }

    /// <summary>Picks the mirror out of the sources: the entries whose suite is the running release.</summary>
    public static Mirror? Read(IEnumerable<(string File, string Text)> sources, string codename)
    {
        Entry[] entries =
        [
            .. sources.SelectMany(source =>
                source.File.EndsWith(".sources", StringComparison.Ordinal) ? Stanzas(source.Text)
                : source.File.EndsWith(".list", StringComparison.Ordinal) ? Lines(source.Text)
                : []).Where(entry => !entry.Address.StartsWith("cdrom:", StringComparison.Ordinal)),
        ];
        return entries.FirstOrDefault(entry => entry.Suite == codename || Aliases.Contains(entry.Suite)) is { } archive
            ? new Mirror(archive.Address, entries.FirstOrDefault(entry => entry.Suite == $"{codename}-security" || entry.Suite == "stable-security")?.Address)
            : null;
    }

    private static IEnumerable<Entry> Lines(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            // deb [option=value …] address suite component …
            string bare = line.Split('#')[0].Trim();
            int open = bare.IndexOf('['), close = bare.IndexOf(']');
            string[] words = (open >= 0 && close > open ? bare.Remove(open, close - open + 1) : bare)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 4 && words[0] == "deb" && words.Skip(3).Contains("main"))
                yield return new Entry(words[1], words[2]);
        }
    }

    private static IEnumerable<Entry> Stanzas(string text)
    {
        foreach (string stanza in text.Replace("\r", "", StringComparison.Ordinal).Split("\n\n"))
        {
            Dictionary<string, string[]> fields = new(StringComparer.OrdinalIgnoreCase);
            string name = "";
            foreach (string line in stanza.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
            {
                int colon = line.IndexOf(':');
                bool continues = char.IsWhiteSpace(line[0]);
                if (!continues && colon < 0)
                    continue;
                name = continues ? name : line[..colon];
                string[] words = (continues ? line : line[(colon + 1)..]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                fields[name] = [.. fields.GetValueOrDefault(name, []), .. words];
            }
            if (!Has("Types", "deb") || !Has("Components", "main") || Has("Enabled", "no"))
                continue;
            foreach (string address in fields.GetValueOrDefault("URIs", []))
            {
                foreach (string suite in fields.GetValueOrDefault("Suites", []))
                    yield return new Entry(address, suite);
            }

            bool Has(string field, string word) => fields.GetValueOrDefault(field, []).Contains(word);
        }
    }
}
