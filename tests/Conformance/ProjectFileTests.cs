using System.Text.Json.Nodes;
using Infra.Cli.Configuration;

namespace Infra.Conformance;

/// <summary>Pulumi.yaml, as the command line of Pulumi takes it (sdk/go/common/workspace/config.go).</summary>
public class ProjectFileTests
{
    private static JsonObject Config
    {
        get
        {
            const string File = "Pulumi.yaml";
            var root = Workspace.Find(AppContext.BaseDirectory, named: null).Root;
            return YamlReader.Read(System.IO.File.ReadAllText(Path.Combine(root, File)), File)!["config"]!.AsObject();
        }
    }

    /// <summary>Pulumi refuses every stack that lacks a key of the project's own which is declared without a default.</summary>
    [Fact]
    public void Keys_WithoutADefault_AreThoseOfEveryStack()
    {
        var demanded = Config.Where(key => key.Key.StartsWith("infra:", StringComparison.Ordinal) && key.Value!["default"] is null).Select(key => key.Key).ToArray();

        Assert.Equal([StackFile.SpecificationKey], demanded);
        var workspace = Workspace.Find(AppContext.BaseDirectory, named: null);
        Assert.All(StackFile.Names(workspace), name => Assert.All(demanded, key => Assert.NotNull(StackFile.Load(workspace, name).Config[key])));
    }

    [Theory]
    [InlineData("kubernetes:enableConfigMapMutable")]
    [InlineData("kubernetes:enableSecretMutable")]
    public void KubernetesProvider_Contents_ChangeInPlace(string key) =>
        // A key of a provider has a value and neither type nor default.
        Assert.Equal("""{"value":true}""", Config[key]?.ToJsonString());
}
