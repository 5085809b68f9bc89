using Pulumi;

namespace Infra.Provider;

/// <summary>What a <see cref="RdsProxy"/> is made from.</summary>
public sealed class RdsProxyArgs : ResourceArgs
{
    /// <summary>
    /// The specification as JSON: what stands under <c>infra:pooling</c> in a stack's file, with <c>target: aws</c> and the network
    /// under <c>database.rds.network</c>. With <c>database.rds.existing</c> the proxy stands in front of a database that is there.
    /// </summary>
    [Input("specification", required: true)]
    public string Specification { get; set; } = null!;

    /// <summary>Password of each role that workloads log in as, by role name; none with IAM on both legs.</summary>
    [Input("credentials")]
    public InputMap<string>? Credentials { get; set; }
}
