using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Pooling.Kubernetes;

/// <summary>The pooler's certificate, asked of cert-manager (https://cert-manager.io/docs/usage/certificate/).</summary>
internal static class PoolerCertificate
{
    /// <summary>Asks for it; returns the name of the secret in which it will be.</summary>
    public static Input<string> Request(ObjectNames names, PgBouncerPoolArgs args, PoolerCertificates.Issuer issuer, CustomResourceOptions child)
    {
        const string End = "-tls";
        var secret = names.Pooler + End;
        _ = new CustomResource(names.InProgram(End), new CertificateArgs
        {
            Metadata = names.Metadata(End),
            Spec = args.Namespace.ToOutput().Apply(space => JsonSerializer.SerializeToElement<JsonNode>(new JsonObject
            {
                ["secretName"] = secret,
                ["dnsNames"] = new JsonArray([.. Names(names.Pooler, space, args.Plan.Specification.Pooler.Host).Select(host => (JsonNode)JsonValue.Create(host))]),
                ["usages"] = new JsonArray("digital signature", "key encipherment", "server auth"),
                // A key that leaked is of no use once the certificate is renewed.
                ["privateKey"] = new JsonObject { ["algorithm"] = "ECDSA", ["size"] = 256, ["rotationPolicy"] = "Always" },
                ["issuerRef"] = new JsonObject { ["group"] = "cert-manager.io", ["kind"] = issuer.Kind, ["name"] = issuer.Name },
            })),
        }, child);
        return secret;
    }

    private static IEnumerable<string> Names(string name, string space, string? host) =>
        new[] { name, $"{name}-ro" }.SelectMany(service => new[] { $"{service}.{space}.svc", $"{service}.{space}.svc.cluster.local", $"{service}.{space}" })
            .Concat(host is null ? [] : [host]);

    private sealed class CertificateArgs() : CustomResourceArgs("cert-manager.io/v1", "Certificate")
    {
        [Input("spec", required: true)]
        public Input<JsonElement> Spec { get; set; } = null!;
    }
}
