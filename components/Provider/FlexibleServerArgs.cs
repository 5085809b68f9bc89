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

    /// <summary>Name of the resource group of everything that is made; none where the specification names it.</summary>
    [Input("resourceGroupName")]
    public Input<string>? ResourceGroupName { get; set; }

    /// <summary>
    /// Beginning of the names that Azure does not let change; default the component's name. A component that is renamed states its former
    /// name here and as an alias.
    /// </summary>
    [Input("namePrefix")]
    public string? NamePrefix { get; set; }
}
