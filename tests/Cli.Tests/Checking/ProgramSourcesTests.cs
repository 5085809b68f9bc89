using Infra.Cli.Checking;

namespace Infra.Cli.Tests.Checking;

/// <summary>The line of a program that makes a resource, found in its sources.</summary>
public sealed class ProgramSourcesTests : IDisposable
{
    private readonly Project _project = new();

    public ProgramSourcesTests() => _project.Write("program/Pulumi.yaml", "name: shop\nruntime: dotnet\nmain: src\n");

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("_ = new ConnectionClaim(\"api\", args);")]
    [InlineData("var claim = new Infra.Pooling.Claims.ConnectionClaim(\n    \"api\",\n    args);")]
    [InlineData("ConnectionClaim claim = new(\"api\", args);")]
    [InlineData("private readonly ConnectionClaim _claim = new(name: \"api\", args);")]
    [InlineData("foreach (var name in names) _ = new ConnectionClaim(name, args);")]
    [InlineData("_ = new ConnectionClaim(\"api\", args); _ = new ConnectionClaim(\"worker\", args);")]
    [InlineData("_ = new ConnectionClaim(\"api\", args); // not new ConnectionClaim(\"api\")")]
    [InlineData("_ = new ConnectionClaim(\"api\", args); /* new ConnectionClaim(\"api\") */ var text = @\"new ConnectionClaim(\"\"api\"\")\"; var quote = '\"';")]
    [InlineData("_ = new Wrapper<ConnectionClaim>(\"api\"); _ = new Wrapper(new ConnectionClaim(\"api\", args));")]
    public async Task Place_OfTheOnlyConstructor_IsItsLine(string code) => Assert.Equal("program/src/Shop.cs:2", await PlaceAsync(code));

    [Theory]
    [InlineData("// new ConnectionClaim(\"api\")")]
    [InlineData("_ = new ConnectionClaim(\"worker\", args);")]
    [InlineData("_ = new ConnectionClaims(\"api\", args);")]
    [InlineData("_ = new ConnectionClaim(\"api\", one); _ = new ConnectionClaim(\"api\", other);")]
    [InlineData("_ = new ConnectionClaim(first, args); _ = new ConnectionClaim(second, args);")]
    public async Task Place_ThatIsNotTheOnlyOne_IsThatOfTheFile(string code) => Assert.Equal("preview.json:1", await PlaceAsync(code));

    [Fact]
    public async Task Place_InAnotherProject_IsNotLookedFor()
    {
        _project.Write("program/Pulumi.yaml", "name: another\nmain: src\n");

        Assert.Equal("preview.json:1", await PlaceAsync("_ = new ConnectionClaim(\"api\", args);"));
    }

    [Fact]
    public async Task Place_OfWhatAComponentMakes_IsThatOfTheComponent()
    {
        var claim = Files.Claim(replicas: 20);
        claim["parent"] = "urn:pulumi:prod::shop::acme:index:Shop::main";
        var shop = new System.Text.Json.Nodes.JsonObject { ["urn"] = "urn:pulumi:prod::shop::acme:index:Shop::main", ["type"] = "acme:index:Shop" };

        // Which claim the component makes is its own business, and not that of a constructor whose name is computed.
        Assert.Equal("program/src/Shop.cs:2", await PlaceAsync("var shop = new Shop(\"main\");\n_ = new ConnectionClaim(name, args);", ("create", shop), ("create", claim)));
    }

    [Fact]
    public void Sources_ThatABuildHasWritten_AreNone()
    {
        _project.Write("program/src/obj/Copy.cs", "new ConnectionClaim(\"api\");");
        _project.Write("program/src/.cache/Copy.cs", "new ConnectionClaim(\"api\");");
        _project.Write("program/src/Shop.cs", "new ConnectionClaim(\"api\");");
        var node = new Infra.Policies.Rules.Graph.ResourceNode("urn:x", "pooling:index:ConnectionClaim", "api", Infra.Policies.Rules.Graph.ObjectValue.Empty);

        Assert.Equal(
            new Place("program/src/Shop.cs", 1),
            new ProgramSources(_project.Root, "shop").Find(Infra.Policies.Rules.Graph.ResourceGraph.Create("prod", [node]), "urn:x"));
    }

    private async Task<string> PlaceAsync(string code, params (string Op, System.Text.Json.Nodes.JsonObject Resource)[] steps)
    {
        _project.Write("program/src/Shop.cs", $"// The shop.\n{code}\n");
        var preview = _project.Write("preview.json", Files.Preview(steps.Length > 0 ? steps : [("create", Files.Claim(replicas: 20))]));
        var result = await _project.RunAsync("check", "--json", "--preview-json", preview);
        var finding = result.Json["findings"]!.AsArray().First(finding => finding!["rule"]!.ToString() == "budget-within-capacity")!;
        return $"{finding["file"]}:{finding["line"]}";
    }
}
