using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;
using Infra.Pooling.FlexibleServer;

namespace Infra.Policies.Rules.Checks.Azure;

/// <summary>Parameters that are hidden.</summary>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Parameters">Their names.</param>
internal sealed record HiddenFacts(string Server, ImmutableArray<string> Parameters);

/// <summary>The parameters of the PgBouncer inside a server are set only where it is on.</summary>
internal sealed class ParametersShown : IRule<HiddenFacts>
{
    public IEnumerable<RuleResult<HiddenFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var server in estate.Servers.Where(server => server.Kind == ServerKind.FlexibleServer))
        {
            ImmutableArray<string> names =
            [
                .. server.Parameters.ByName.Keys
                    .Where(name => name != ServerParameters.Enabled && name.StartsWith(ServerParameter.PoolerPrefix, StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ];
            if (names.IsEmpty)
                continue;
            var enabled = ParameterReading.Of(server, ServerParameters.Enabled);
            var subject = server.Parameters.Find(names[0])!.At;
            yield return enabled.IsUnknown ? new RuleResult<HiddenFacts>.Undecided(subject, [enabled.At.Text])
                : enabled.IsOn == true ? new RuleResult<HiddenFacts>.Ok(subject)
                : new RuleResult<HiddenFacts>.Violation(subject, new(server.Title, names));
        }
    }
}
