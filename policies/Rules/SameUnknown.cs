using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules;

/// <summary>
/// A connection string that is not known leaves half a dozen rules undecided, whatever driver reads it. It is one value to find out, and so
/// it is told once, with the names of the others.
/// </summary>
internal static class SameUnknown
{
    /// <summary>Keeps the findings of the strictest rule on each unknown connection string.</summary>
    public static void Fold(ImmutableArray<RuleFinding>.Builder findings, Estate estate)
    {
        var strings = estate.Clients.Where(ClientTexts.IsUnknown).Select(client => client.HostAt.Text).ToHashSet(StringComparer.Ordinal);
        if (strings.Count == 0)
            return;
        var groups = findings.Where(finding => finding.DecidedBy is [var only] && strings.Contains(only))
            .GroupBy(finding => finding.DecidedBy[0]).ToList();
        foreach (var same in groups)
        {
            var kept = same.MaxBy(finding => finding.Level)!;
            ImmutableArray<string> others =
                [.. same.Select(finding => finding.Rule).Where(rule => rule != kept.Rule).Distinct(StringComparer.Ordinal)];
            if (others.IsEmpty)
                continue;
            findings.RemoveAll(finding => finding.Rule != kept.Rule && same.Contains(finding));
            findings[findings.IndexOf(kept)] = kept with
            {
                Message = $"{kept.Message} The same value decides {Listing.Of(others)}.",
                AlsoDecides = others,
            };
        }
    }
}
