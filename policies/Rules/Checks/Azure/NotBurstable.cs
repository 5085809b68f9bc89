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
            var sku = server.Sku!;
            yield return sku.IsBurstable == false ? new RuleResult<BurstableFacts>.Ok(enabled.At)
                : sku.IsBurstable is null ? new RuleResult<BurstableFacts>.Undecided(enabled.At, [Reads.At(server.Resource!, sku.TierAt).Text])
                : enabled.IsOn is null ? new RuleResult<BurstableFacts>.Undecided(enabled.At, [enabled.At.Text])
                : new RuleResult<BurstableFacts>.Violation(enabled.At, new(server.Title, sku.At.IsSecret ? null : sku.Name));
        }
    }
}
