namespace Infra.Architecture;

/// <summary>Who may import whom.</summary>
public class ImportTests
{
    private const string Pooling = "components/Pooling";
    private const string Azure = "components/Pooling.Azure";
    private const string Kubernetes = "components/Pooling.Kubernetes";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Pooling] = [],
        [Azure] = [Pooling],
        [Kubernetes] = [Pooling],
        ["stacks"] = [Pooling, Azure, Kubernetes],
        ["cli"] = [Pooling, Azure, Kubernetes, "stacks"],
        ["offline/Pulumi"] = [],
        ["offline/Pulumi.AzureNative"] = [],
        ["offline/Pulumi.Kubernetes"] = [],
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

    [Fact]
    public void Packages_OfAComponent_AreItsOwnCloudOnly() =>
        Assert.Equal(["Pulumi", "Pulumi.Kubernetes"], Repository.Packages($"{Kubernetes}/Pooling.Kubernetes.csproj"));

    [Fact]
    public void Packages_OfTheAzureComponent_AreItsOwnCloudOnly() =>
        Assert.Equal(["Pulumi", "Pulumi.AzureNative"], Repository.Packages($"{Azure}/Pooling.Azure.csproj"));

    [Fact]
    public async Task Solution_ListsEveryProject()
    {
        var listed = await Repository.DotnetAsync("sln", "Infra.sln", "list");

        Assert.Equal(
            Repository.Projects.Keys.Order(StringComparer.Ordinal),
            listed.Split('\n').Select(line => line.Trim().Replace('\\', '/')).Where(line => line.EndsWith(".csproj", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
