using Pulumi.AzureNative.DBforPostgreSQL;
using Pulumi.AzureNative.DBforPostgreSQL.Inputs;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace Infra.Offline.Contract;

public sealed class AzureNativeTests
{
    [Fact]
    public async Task Constructor_Server_SendsTheSdksOwnDefaults()
    {
        var mocks = new Mocks { Answer = args => ($"{args.Name}-id", args.Inputs.Add("fullyQualifiedDomainName", "db.postgres.database.azure.com")) };

        var server = await mocks.RunAsync(() => new Server("db", new ServerArgs
        {
            ResourceGroupName = "rg",
            CreateMode = CreateMode.Replica,
            Sku = new SkuArgs { Name = "Standard_D4ds_v5", Tier = SkuTier.GeneralPurpose },
            HighAvailability = new HighAvailabilityArgs { Mode = "Disabled" },
        }));

        var sent = mocks["db"];
        Assert.Equal("azure-native:dbforpostgresql:Server", sent.Type);
        Assert.Equal(["availabilityZone", "createMode", "highAvailability", "resourceGroupName", "sku"], sent.Inputs.Names());
        Assert.Equal("", sent.Inputs["availabilityZone"]);
        Assert.Equal("Replica", sent.Inputs["createMode"]);
        Assert.Equal("", sent.Inputs.Map("highAvailability")["standbyAvailabilityZone"]);
        Assert.Equal("GeneralPurpose", sent.Inputs.Map("sku")["tier"]);
        Assert.Equal("db.postgres.database.azure.com", await Read.ValueAsync(server.FullyQualifiedDomainName));
    }

    [Fact]
    public async Task Constructor_MetricAlert_SendsCriteriaOfAnyKind()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new MetricAlert("alert", new MetricAlertArgs
        {
            ResourceGroupName = "rg",
            Enabled = true,
            EvaluationFrequency = "PT1M",
            WindowSize = "PT5M",
            Severity = 2,
            Scopes = { "/id" },
            Criteria = new MetricAlertSingleResourceMultipleMetricCriteriaArgs
            {
                OdataType = "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
                AllOf =
                {
                    new MetricCriteriaArgs
                    {
                        CriterionType = "StaticThresholdCriterion",
                        Name = "waiting",
                        MetricName = "client_connections_waiting",
                        Operator = Operator.GreaterThan,
                        Threshold = 30,
                        TimeAggregation = "Average",
                    },
                },
            },
        }));

        var criterion = Assert.IsType<System.Collections.Immutable.ImmutableDictionary<string, object>>(
            Assert.Single(mocks["alert"].Inputs.Map("criteria").List("allOf")));
        Assert.Equal(("GreaterThan", 30.0, "Average"), (criterion["operator"], criterion["threshold"], criterion["timeAggregation"]));
    }

    [Fact]
    public async Task Get_Server_ReadsInsteadOfMaking()
    {
        const string Id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.DBforPostgreSQL/flexibleServers/legacy";
        var mocks = new Mocks();

        await mocks.RunAsync(() => Server.Get("db", Id));

        Assert.Equal(Id, mocks["db"].Id);
        Assert.Empty(mocks["db"].Inputs);
    }
}
