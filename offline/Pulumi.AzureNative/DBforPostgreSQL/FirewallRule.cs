namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>A range of addresses that may connect.</summary>
[AzureNativeResourceType("azure-native:dbforpostgresql:FirewallRule")]
public partial class FirewallRule : CustomResource
{
    public FirewallRule(string name, FirewallRuleArgs args, CustomResourceOptions? options = null)
        : base("azure-native:dbforpostgresql:FirewallRule", name, args ?? new FirewallRuleArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private FirewallRule(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:dbforpostgresql:FirewallRule", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("endIpAddress")]
    public Output<string> EndIpAddress { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("startIpAddress")]
    public Output<string> StartIpAddress { get; private set; } = null!;

    public static FirewallRule Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="FirewallRule"/>.</summary>
public sealed class FirewallRuleArgs : ResourceArgs
{
    [Input("endIpAddress", required: true)]
    public Input<string> EndIpAddress { get; set; } = null!;

    [Input("firewallRuleName")]
    public Input<string>? FirewallRuleName { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("serverName", required: true)]
    public Input<string> ServerName { get; set; } = null!;

    [Input("startIpAddress", required: true)]
    public Input<string> StartIpAddress { get; set; } = null!;

    public static new FirewallRuleArgs Empty => new();
}
