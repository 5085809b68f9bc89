using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules;

/// <summary>A rule as the pack holds it: what it judges, what it is called, and how it speaks.</summary>
internal abstract class PackedRule(RuleInfo info)
{
    public RuleInfo Info { get; } = info;

    /// <summary>Adds the findings of the rule and counts its results.</summary>
    public abstract RuleTally Run(Estate estate, RuleSettings settings, ImmutableArray<RuleFinding>.Builder findings, CancellationToken cancel);
}

/// <summary>A rule with the wording of its violations.</summary>
/// <typeparam name="TFacts">The figures of a violation.</typeparam>
/// <param name="info">What the pack says of it.</param>
/// <param name="rule">What it judges.</param>
/// <param name="wording">A violation as a clause.</param>
/// <param name="excess">How far a violation is at worst beyond what is allowed; null for a rule that counts nothing.</param>
internal sealed class PackedRule<TFacts>(RuleInfo info, IRule<TFacts> rule, Func<TFacts, string> wording, Func<TFacts, long>? excess = null)
    : PackedRule(info)
{
    public override RuleTally Run(Estate estate, RuleSettings settings, ImmutableArray<RuleFinding>.Builder findings, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (ok, violation, undecided) = (0, 0, 0);
        foreach (var result in rule.Judge(estate, settings))
        {
            cancel.ThrowIfCancellationRequested();
            switch (result)
            {
                case RuleResult<TFacts>.Ok:
                    ok++;
                    break;
                case RuleResult<TFacts>.Violation found:
                    violation++;
                    findings.Add(new(
                        Info.Id, FindingKind.Violation, settings.Level, Info.Severity, found.Subject, Told(found.Subject, wording(found.Facts)))
                    {
                        Excess = excess?.Invoke(found.Facts),
                    });
                    break;
                case RuleResult<TFacts>.Undecided open:
                    undecided++;
                    if (settings.LevelOfUndecided is not EnforcementLevel.Disabled and var level)
                        findings.Add(Open(open, level));
                    break;
            }
        }

        return new(Info, settings.Level, ok, violation, undecided);
    }

    private static string Told(Subject subject, string clause) => subject.Path.Length == 0 ? $"{clause}." : $"`{subject.Path}`: {clause}.";

    private RuleFinding Open(RuleResult<TFacts>.Undecided open, EnforcementLevel level) =>
        new(Info.Id, FindingKind.Undecided, level, Info.Severity, open.Subject, Told(
            open.Subject, $"{Info.Question} cannot be told; it depends on {Listing.Of(open.DecidedBy.Select(value => $"`{value}`"))}"))
        {
            DecidedBy = open.DecidedBy,
        };
}
