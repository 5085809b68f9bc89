using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Packages;

/// <summary>What editors and containers read: files that nothing here runs are parsed at least, and name what exists.</summary>
public partial class EditorTests
{
    [Fact]
    public void Settings_OfTheEditor_MapSchemasToFiles()
    {
        using var settings = Parse(".vscode/settings.json");
        var schemas = settings.RootElement.GetProperty("yaml.schemas").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetString()!);

        Assert.Equal("stacks/config/Pulumi.*.yaml", schemas["docs/pooling.schema.json"]);
        Assert.NotEmpty(Directory.GetFiles(Repository.PathOf("stacks/config"), "Pulumi.*.yaml"));
        Assert.All(schemas.Keys, file => Assert.Equal(JsonValueKind.Object, Parse(file).RootElement.ValueKind));
    }

    [Fact]
    public void Extensions_OfEditorAndContainer_AreTheSame()
    {
        using var editor = Parse(".vscode/extensions.json");
        using var container = Parse(".devcontainer/devcontainer.json");

        var expected = editor.RootElement.GetProperty("recommendations").EnumerateArray().Select(item => item.GetString()).ToList();

        Assert.Contains("redhat.vscode-yaml", expected);
        Assert.Equal(expected, container.RootElement.GetProperty("customizations").GetProperty("vscode").GetProperty("extensions").EnumerateArray().Select(item => item.GetString()));
    }

    [Fact]
    public void Container_IsBuiltFromImagesOfOneVersion()
    {
        using var container = Parse(".devcontainer/devcontainer.json");
        var file = File.ReadAllText(Repository.PathOf(Path.Combine(".devcontainer", container.RootElement.GetProperty("build").GetProperty("dockerfile").GetString()!)));
        using var sdk = Parse("global.json");

        var images = Images().Matches(file).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(2, images.Count);
        Assert.Contains($":{sdk.RootElement.GetProperty("sdk").GetProperty("version").GetString()}-", images[0], StringComparison.Ordinal);
        Assert.All(images, image => Assert.Matches(":[a-z]*-?[0-9]", image));
        Assert.Matches(@"postgresql-\d+=\d+\.\d+-", file);
        Assert.Matches(@"pgbouncer=1\.\d+\.\d+-", file);
    }

    private static JsonDocument Parse(string file) => JsonDocument.Parse(File.ReadAllText(Repository.PathOf(file)));

    [GeneratedRegex("^FROM ([^ \n]+)", RegexOptions.Multiline)]
    private static partial Regex Images();
}
