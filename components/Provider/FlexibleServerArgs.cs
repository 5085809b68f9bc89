using Pulumi;

namespace Infra.Provider;

/// <summary>What a <see cref="FlexibleServer"/> is made from.</summary>
public sealed class FlexibleServerArgs : ResourceArgs
{
    /// <summary>The specification as JSON: what stands under <c>infra:pooling</c> in a stack's file, with <c>target: azure</c>.</summary>
    [Input("specification", required: true)]
    public string Specification { get; set; } = null!;

    /// <summary>Password of each role, by role name: of the workloads' roles and of the administrator.</summary>
    [Input("credentials", required: true)]
    public InputMap<string> Credentials { get; set; } = null!;

    /// <summary>Name of the resource group of everything that is made.</summary>
    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;
}
