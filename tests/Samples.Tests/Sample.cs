using System.Reflection;
using AuroraReaders = Samples.AuroraReaders.OrdersStack;
using AzureKeyVault = Samples.AzureKeyVault.OrdersStack;
using ExistingRds = Samples.ExistingRds.OrdersStack;
using PgBouncer = Samples.PgBouncer.OrdersStack;
using SharedDatabase = Samples.SharedDatabase.SharedStack;

namespace Infra.Samples.Tests;

/// <summary>A sample, and a configuration to preview it with.</summary>
/// <param name="Name">Its folder, and the name of its project.</param>
/// <param name="Program">Its program.</param>
/// <param name="Config">A value for each key of its Pulumi.yaml.</param>
/// <param name="Clouds">The provider packages that it needs.</param>
internal sealed record Sample(
    string Name, Func<IDictionary<string, object?>> Program, IReadOnlyDictionary<string, string> Config, params string[] Clouds)
{
    public const string Password = "hunter2-of-a-sample";

    private const string Subnets = """{"euw1-az1": "subnet-1", "euw1-az2": "subnet-2"}""";

    public static readonly Sample[] All =
    [
        new("aurora-readers", AuroraReaders.Make, new Dictionary<string, string>
        {
            ["vpcId"] = "vpc-1",
            ["subnets"] = Subnets,
            ["clientSecurityGroupId"] = "sg-api",
            ["ordersPassword"] = Password,
            ["reportsPassword"] = Password,
            ["batchPassword"] = Password,
        }, "Pulumi.Aws"),
        new("azure-key-vault", AzureKeyVault.Make, new Dictionary<string, string>
        {
            ["subnetId"] = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/data",
            ["vaultName"] = "orders-vault",
            ["vaultResourceGroup"] = "shared",
            ["ordersPassword"] = Password,
            ["adminPassword"] = Password,
        }, "Pulumi.AzureNative"),
        new("existing-rds", ExistingRds.Make, new Dictionary<string, string>
        {
            ["instance"] = "orders-prod",
            ["host"] = "orders-prod.abc.eu-west-1.rds.amazonaws.com",
            ["databaseSecurityGroupId"] = "sg-database",
            ["vpcId"] = "vpc-1",
            ["subnets"] = Subnets,
            ["clientSecurityGroupId"] = "sg-api",
            ["password"] = Password,
        }, "Pulumi.Aws"),
        new("pgbouncer", PgBouncer.Make, new Dictionary<string, string>
        {
            ["host"] = "postgres.example.com",
            ["replicaHost"] = "replica.example.com",
            ["ordersPassword"] = Password,
            ["adminPassword"] = Password,
            ["statsPassword"] = Password,
        }, "Pulumi.Kubernetes"),
        new("shared-database", SharedDatabase.Make, new Dictionary<string, string>
        {
            ["vpcId"] = "vpc-1",
            ["subnets"] = Subnets,
            ["ordersSecurityGroupId"] = "sg-orders",
            ["billingSecurityGroupId"] = "sg-billing",
            ["ordersPassword"] = Password,
            ["billingPassword"] = Password,
        }, "Pulumi.Aws"),
    ];

    public Assembly Assembly => Program.Method.DeclaringType!.Assembly;

    public static Sample Of(string name) => All.Single(sample => sample.Name == name);

    public Task<Preview> PreviewAsync() => Preview.OfAsync(Name, Program, Config);

    public string File(string name) => Repository.Path("samples", Name, name);
}
