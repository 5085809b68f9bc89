using System.IO.Compression;
using System.Xml.Linq;

namespace Infra.Packages;

/// <summary>Reads packages.</summary>
internal static class Archives
{
    /// <summary>The files that somebody put into the package; the rest is the package format's own.</summary>
    public static IEnumerable<string> Files(this ZipArchive archive) => archive.Entries.Select(entry => entry.FullName)
        .Where(name => name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal)
            && !name.StartsWith("package/", StringComparison.Ordinal) && !name.EndsWith(".nuspec", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public static byte[] Bytes(this ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name);
        Assert.NotNull(entry);
        using var stream = entry.Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The metadata of the package, without its namespace, which differs between kinds of packages.</summary>
    public static XElement Metadata(this ZipArchive archive)
    {
        var nuspec = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal));
        using var stream = nuspec.Open();
        var root = XDocument.Load(stream).Root!;
        foreach (var element in root.DescendantsAndSelf())
            element.Name = element.Name.LocalName;
        return root.Element("metadata")!;
    }
}
