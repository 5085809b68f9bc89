using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Graph;

public class ResourceGraphTests
{
    [Fact]
    public void Create_UrnTwice_KeepsTheFirstAndSaysSo()
    {
        var graph = ResourceGraph.Create("prod", [Node("a", "first"), Node("a", "second")]);

        Assert.Equal("first", Assert.Single(graph.Resources).Name);
        Assert.Equal(new GraphFault("a", "the URN stands there twice; the first one is judged"), Assert.Single(graph.Faults));
    }

    [Fact]
    public void Create_CyclicParents_SaysSoOnce()
    {
        var graph = ResourceGraph.Create("prod", [Node("a", "a") with { Parent = "b" }, Node("b", "b") with { Parent = "a" }]);

        Assert.Equal(new GraphFault("b", "its parents form a cycle through a"), Assert.Single(graph.Faults));
    }

    [Fact]
    public void Create_SharedParents_AreNoCycle()
    {
        var graph = ResourceGraph.Create(
            "prod", [Node("root", "root"), Node("a", "a") with { Parent = "root" }, Node("b", "b") with { Parent = "root" }]);

        Assert.Empty(graph.Faults);
    }

    private static ResourceNode Node(string urn, string name) => new(urn, "test:index:Thing", name, ObjectValue.Empty);
}
