using Infra.Policies.Rules.Estates;
using Infra.Pooling.FlexibleServer;

namespace Infra.Policies.Rules.Checks.Azure;

/// <summary>A pooler that a server cannot have.</summary>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Sku">Its SKU; null where it is not said.</param>
internal sealed record BurstableFacts(string Server, string? Sku);

/// <summary>The PgBouncer inside a server is on only where its tier has one.</summary>
internal sealed class NotBurstable : IRule<BurstableFacts>
{
    public IEnumerable<RuleResult<BurstableFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var server in estate.Servers.Where(server => server.Kind == ServerKind.FlexibleServer))
        {
            var enabled = ParameterReading.Of(server, ServerParameters.Enabled);
            if (enabled.Set is null || enabled.IsOn == false)
                continue;
            var (tier, name) = (server.Resource!["sku"]["tier"].Text, server.Resource["sku"]["name"].Text);
            bool? isBurstable = tier.IsKnown ? tier.Value == "Burstable"
                : name.IsKnown ? name.Value!.StartsWith("Standard_B", StringComparison.OrdinalIgnoreCase)
                : tier.IsAbsent && name.IsAbsent ? false : null;
            yield return isBurstable == false ? new RuleResult<BurstableFacts>.Ok(enabled.At)
                : isBurstable is null ? new RuleResult<BurstableFacts>.Undecided(enabled.At, [new Subject(server.Resource.Urn, tier.Path).Text])
                : enabled.IsOn is null ? new RuleResult<BurstableFacts>.Undecided(enabled.At, [enabled.At.Text])
                : new RuleResult<BurstableFacts>.Violation(enabled.At, new(server.Title, server.Resource["sku"]["name"].IsSecret ? null : name.Value));
        }
    }
}
