using System.Text;
using System.Xml.Linq;

namespace Infra.Packages;

/// <summary>What is in a package, and what is not.</summary>
[Collection(PackedCollection.Name)]
public class ContentTests(PackedFolder packed)
{
    public static TheoryData<string> All => [.. PackedFolder.Projects.Keys];

    public static TheoryData<string> Libraries => [.. PackedFolder.Libraries];

    [Fact]
    public void Pack_OfTheSolution_GivesThePackagesWithTheirSymbols()
    {
        var expected = PackedFolder.Projects.Keys.SelectMany(id => new[] { $"{id}.{packed.Version}.nupkg", $"{id}.{packed.Version}.snupkg" });

        Assert.Equal(expected.Order(StringComparer.Ordinal), Directory.GetFiles(packed.Feed).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Metadata_OfEveryPackage_IsWhole(string id)
    {
        using var archive = packed.Open(id);
        var metadata = archive.Metadata();

        Assert.Equal(id, (string?)metadata.Element("id"));
        Assert.Equal(packed.Version, (string?)metadata.Element("version"));
        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", packed.Version);
        Assert.Equal("Apache-2.0", (string?)metadata.Element("license"));
        Assert.Equal("expression", (string?)metadata.Element("license")!.Attribute("type"));
        Assert.Equal("README.md", (string?)metadata.Element("readme"));
        Assert.Equal("icon.png", (string?)metadata.Element("icon"));
        Assert.EndsWith(".", (string?)metadata.Element("description"), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{40}$", (string?)metadata.Element("repository")!.Attribute("commit"));
        Assert.StartsWith($"# {id}\n", Encoding.UTF8.GetString(archive.Bytes("README.md")), StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], archive.Bytes("icon.png")[..4]);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Files_OfALibrary_AreItsAssemblyAndItsDocumentation(string id)
    {
        using var archive = packed.Open(id);

        Assert.Equal(["README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], archive.Files());
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Documentation_OfALibrary_SpeaksOfItsTypes(string id)
    {
        using var archive = packed.Open(id);
        var members = XDocument.Load(new MemoryStream(archive.Bytes($"lib/net10.0/{id}.xml"))).Descendants("member").ToList();

        Assert.Contains(members, member => ((string)member.Attribute("name")!).StartsWith($"T:{id}.", StringComparison.Ordinal));
        Assert.All(members, member => Assert.NotEmpty(member.Value.Trim() + string.Concat(member.Elements("inheritdoc"))));
    }

    [Fact]
    public void Tool_IsCalledInfra()
    {
        using var archive = packed.Open("Infra.Cli");
        var settings = XDocument.Load(new MemoryStream(archive.Bytes("tools/net10.0/any/DotnetToolSettings.xml")));

        var command = Assert.Single(settings.Descendants("Command"));
        Assert.Equal("infra", (string?)command.Attribute("Name"));
        Assert.Equal("Infra.Cli.dll", (string?)command.Attribute("EntryPoint"));
        Assert.Equal("DotnetTool", (string?)archive.Metadata().Descendants("packageType").Single().Attribute("name"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Files_OfEveryPackage_NameNoFolderOfThisMachine(string id)
    {
        foreach (var extension in new[] { "nupkg", "snupkg" })
        {
            using var archive = packed.Open(id, extension);
            foreach (var file in archive.Files())
            {
                var content = archive.Bytes(file).AsSpan();
                Assert.True(content.IndexOf(Encoding.UTF8.GetBytes(Repository.Root)) < 0, $"{id}.{extension}: {file}");
                Assert.True(content.IndexOf(Encoding.Unicode.GetBytes(Repository.Root)) < 0, $"{id}.{extension}: {file}");
            }
        }
    }
}
