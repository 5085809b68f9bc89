namespace Infra.Architecture;

/// <summary>Who may import whom.</summary>
public class ImportTests
{
    private const string Pooling = "components/Pooling";
    private const string Aws = "components/Pooling.Aws";
    private const string Azure = "components/Pooling.Azure";
    private const string Kubernetes = "components/Pooling.Kubernetes";
    private const string Claims = "components/Pooling.Claims";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Pooling] = [],
        [Aws] = [Pooling],
        [Azure] = [Pooling],
        [Kubernetes] = [Pooling],
        [Claims] = [Pooling],
        ["components/Provider"] = [Pooling, Aws, Azure, Claims, Kubernetes],
        ["policies/Rules"] = [Pooling],
        ["policies/ConnectionBudget"] = ["policies/Rules"],
        ["stacks"] = [Pooling, Aws, Azure, Claims, Kubernetes],
        ["cli"] = [Pooling, Azure, Kubernetes, "policies/Rules", "stacks"],
        ["offline/Pulumi"] = [],
        ["offline/Pulumi.AzureNative"] = [],
        ["offline/Pulumi.Aws"] = [],
        ["offline/Pulumi.Kubernetes"] = [],
        ["samples/aspnet-service"] = [],
        ["samples/aurora-readers"] = [Aws, Claims],
        ["samples/azure-key-vault"] = [Azure, Claims],
        ["samples/existing-rds"] = [Aws, Claims],
        ["samples/pgbouncer"] = [Claims, Kubernetes],
        ["samples/shared-database"] = [Aws, Claims],
    };

    public static TheoryData<string> Projects => [.. Repository.Projects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectReferences_EveryProject_AreAllowed(string project)
    {
        var room = Repository.RoomOf(project);
        if (room.StartsWith("tests/", StringComparison.Ordinal))
            Assert.DoesNotContain(Repository.References(project), reference => reference.StartsWith("offline", StringComparison.Ordinal));
        else
            Assert.Empty(Repository.References(project).Except(Allowed[room]));
    }

    [Fact]
    public void Packages_OfTheDomain_AreNone() => Assert.Empty(Repository.Packages($"{Pooling}/Pooling.csproj"));

    [Theory]
    [InlineData($"{Aws}/Pooling.Aws.csproj", "Pulumi.Aws")]
    [InlineData($"{Azure}/Pooling.Azure.csproj", "Pulumi.AzureNative")]
    [InlineData($"{Kubernetes}/Pooling.Kubernetes.csproj", "Pulumi.Kubernetes")]
    public void Packages_OfAComponent_AreItsOwnCloudOnly(string project, string package) =>
        Assert.Equal(["Pulumi", package], Repository.Packages(project));

    [Fact]
    public void Packages_OfClaims_AreNoClouds() => Assert.Equal(["Pulumi"], Repository.Packages($"{Claims}/Pooling.Claims.csproj"));

    [Fact]
    public async Task Solution_ListsEveryProject()
    {
        var listed = await Repository.DotnetAsync("sln", "Infra.sln", "list");

        Assert.Equal(
            Repository.Projects.Keys.Order(StringComparer.Ordinal),
            listed.Split('\n').Select(line => line.Trim().Replace('\\', '/')).Where(line => line.EndsWith(".csproj", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
