using Pulumi;

namespace Infra.Provider;

/// <summary>What a <see cref="PgBouncer"/> is made from.</summary>
public sealed class PgBouncerArgs : ResourceArgs
{
    /// <summary>The specification as JSON: what stands under <c>infra:pooling</c> in a stack's file, with <c>target: kubernetes</c>.</summary>
    [Input("specification", required: true)]
    public string Specification { get; set; } = null!;

    /// <summary>Password of each role that logs in, by role name.</summary>
    [Input("credentials", required: true)]
    public InputMap<string> Credentials { get; set; } = null!;

    /// <summary>
    /// Name of the Kubernetes secret with the pooler's certificate and key; none where the specification names a <c>pooler.issuer</c>.
    /// </summary>
    [Input("certificateSecret")]
    public Input<string>? CertificateSecret { get; set; }

    /// <summary>Name of the Kubernetes secret with the authority of the database's certificate.</summary>
    [Input("databaseCaSecret", required: true)]
    public Input<string> DatabaseCaSecret { get; set; } = null!;

    /// <summary>Namespace of everything that is made; default <c>default</c>.</summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>
    /// Name of the objects in Kubernetes; default the component's. A component that is renamed states its former name here and as an alias.
    /// </summary>
    [Input("objectName")]
    public string? ObjectName { get; set; }
}
