using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Remedies;

/// <summary>Makes an RDS Proxy refuse clients without TLS.</summary>
internal static class RequireTls
{
    public static (ObjectValue Properties, string Message)? Apply(ResourceNode resource)
    {
        var isOurs = resource.Type == "aws:rds/proxy:Proxy" && !resource["engineFamily"].IsUnknown && RdsProxyReader.IsPostgres(resource);
        if (!isOurs || resource["requireTls"].Boolean is { IsUnknown: true } or { IsKnown: true, Value: true })
            return null;
        return (
            new(resource.Properties.Members.ToImmutableDictionary(StringComparer.Ordinal).SetItem("requireTls", PropertyValue.True)),
            "`requireTls` is set to true, so that the proxy refuses clients without TLS.");
    }
}
