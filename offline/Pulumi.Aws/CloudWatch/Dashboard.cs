namespace Pulumi.Aws.CloudWatch;

/// <summary>A dashboard.</summary>
[AwsResourceType("aws:cloudwatch/dashboard:Dashboard")]
public partial class Dashboard : CustomResource
{
    public Dashboard(string name, DashboardArgs args, CustomResourceOptions? options = null)
        : base("aws:cloudwatch/dashboard:Dashboard", name, args ?? new DashboardArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("dashboardArn")]
    public Output<string> DashboardArn { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="Dashboard"/>.</summary>
public sealed class DashboardArgs : ResourceArgs
{
    [Input("dashboardBody", required: true)]
    public Input<string> DashboardBody { get; set; } = null!;

    [Input("dashboardName", required: true)]
    public Input<string> DashboardName { get; set; } = null!;

    public static new DashboardArgs Empty => new();
}
