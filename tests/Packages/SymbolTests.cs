using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;

namespace Infra.Packages;

/// <summary>The symbols belong to the assemblies, and lead to the sources.</summary>
[Collection(PackedCollection.Name)]
public class SymbolTests(PackedFolder packed)
{
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    public static TheoryData<string> Libraries => [.. PackedFolder.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_OfALibrary_BelongToItsAssembly(string id)
    {
        using var package = packed.Open(id);
        using var symbols = packed.Open(id, "snupkg");
        using var assembly = new PEReader(new MemoryStream(package.Bytes($"lib/net10.0/{id}.dll")));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.Bytes($"lib/net10.0/{id}.pdb")));
        var reader = provider.GetMetadataReader();

        var entry = assembly.ReadDebugDirectory().Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        Assert.Equal(assembly.ReadCodeViewDebugDirectoryData(entry).Guid, new BlobContentId(reader.DebugMetadataHeader!.Id).Guid);
        Assert.Contains(assembly.ReadDebugDirectory(), item => item.Type == DebugDirectoryEntryType.Reproducible);
        Assert.All(reader.Documents, document => Assert.StartsWith("/_/", reader.GetString(reader.GetDocument(document).Name), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Symbols_PackedFromACloneWithAnAddress_LeadToTheSourcesThere()
    {
        var clone = packed.Folder("clone");
        foreach (var file in (await GitAsync(Repository.Root, "ls-files", "--cached", "--others", "--exclude-standard", "components/Pooling", "packaging", "*.props", "*.targets", "global.json", ".editorconfig", "BannedSymbols.txt"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, file))!);
            File.Copy(Repository.PathOf(file), Path.Combine(clone, file));
        }

        await GitAsync(clone, "init", "--quiet");
        await GitAsync(clone, "remote", "add", "origin", "https://github.com/example/infra.git");
        await GitAsync(clone, "add", ".");
        await GitAsync(clone, "-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message", "test");
        var commit = (await GitAsync(clone, "rev-parse", "HEAD")).Trim();

        await Shell.MustAsync(clone, "dotnet", ["pack", "components/Pooling", "--output", "packed", "--nologo", "-p:NuGetAudit=false", "-p:UseSharedCompilation=false"]);

        using var package = System.IO.Compression.ZipFile.OpenRead(Path.Combine(clone, "packed", $"Infra.Pooling.{packed.Version}.nupkg"));
        Assert.Equal("https://github.com/example/infra.git", (string?)package.Metadata().Element("repository")!.Attribute("url"));
        using var symbols = System.IO.Compression.ZipFile.OpenRead(Path.Combine(clone, "packed", $"Infra.Pooling.{packed.Version}.snupkg"));
        Assert.Equal($"https://raw.githubusercontent.com/example/infra/{commit}/*", Links(symbols.Bytes("lib/net10.0/Infra.Pooling.pdb"))["/_/*"]);
    }

    private static Dictionary<string, string> Links(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols));
        var reader = provider.GetMetadataReader();
        var link = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(item => reader.GetGuid(item.Kind) == SourceLink);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)));
        return document.RootElement.GetProperty("documents").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!);
    }

    private static Task<string> GitAsync(string folder, params string[] arguments) => Shell.MustAsync(folder, "git", arguments);
}
