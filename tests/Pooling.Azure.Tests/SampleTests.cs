using Pulumi;
using Pulumi.Testing;
using Samples.AzureOrders;

namespace Infra.Pooling.Azure.Tests;

/// <summary>The example of a program of somebody else's.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task OrdersStack_Preview_MakesAPrimaryAndTwoReplicas()
    {
        const string Variable = "PULUMI_CONFIG";
        Environment.SetEnvironmentVariable(Variable, """
            {"project:subnetId": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/data",
             "project:passwords": "{\"orders\": \"one\", \"pooling_admin\": \"two\"}"}
            """);
        try
        {
            var resources = await Deployment.TestAsync<OrdersStack>(Run.Preview(), new TestOptions { IsPreview = true });

            Assert.Equal(
                ["orders", "orders-replica-1", "orders-replica-2"],
                resources.OfType<Pulumi.AzureNative.DBforPostgreSQL.Server>().Select(server => server.GetResourceName())
                    .Order(StringComparer.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }
}
