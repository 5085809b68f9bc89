using Infra.Pooling.Aws.Tests.Support;
using Pulumi;
using Pulumi.Aws.Rds;
using Pulumi.Testing;
using Samples.AwsOrders;

namespace Infra.Pooling.Aws.Tests;

/// <summary>The example of a program of somebody else's.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task OrdersStack_Preview_MakesAClusterAndAProxyForThreeRoles()
    {
        const string Variable = "PULUMI_CONFIG";
        Environment.SetEnvironmentVariable(Variable, """
            {"orders:vpcId": "vpc-1", "orders:subnets": "{\"euw1-az1\": \"subnet-1\", \"euw1-az2\": \"subnet-2\"}", "orders:apiSecurityGroupId": "sg-api",
             "orders:passwords": "{\"orders\": \"one\", \"reports\": \"two\", \"batch\": \"three\"}"}
            """);
        try
        {
            var resources = await Deployment.TestAsync<OrdersStack>(new Cloud(), new TestOptions { IsPreview = true, ProjectName = "orders" });

            Assert.Equal(["orders-0", "orders-1"], resources.OfType<ClusterInstance>().Select(instance => instance.GetResourceName()).Order(StringComparer.Ordinal));
            Assert.Equal(
                ["orders-pool-user-batch", "orders-pool-user-orders", "orders-pool-user-reports"],
                resources.OfType<Pulumi.Aws.SecretsManager.Secret>().Select(secret => secret.GetResourceName())
                    .Where(name => name.Contains("-user-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }
}
