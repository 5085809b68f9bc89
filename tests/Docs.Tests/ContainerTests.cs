using System.Text.Json;
using Infra.Cli.Local;

namespace Infra.Docs.Tests;

public class ContainerTests
{
    [Fact]
    public void Ports_OfTheContainer_AreThoseOfTheLocalTarget()
    {
        using var container = JsonDocument.Parse(File.ReadAllText(TestTarget.Repository(".devcontainer", "devcontainer.json")));
        var ports = LocalPorts.Of(0);

        Assert.Equal(
            [ports.Pooler, ports.Primary.Port],
            container.RootElement.GetProperty("forwardPorts").EnumerateArray().Select(port => port.GetInt32()));
    }
}
