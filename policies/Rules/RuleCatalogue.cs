using System.Text;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules;

/// <summary>The catalogue of the rules for people: <c>docs/RULES.md</c>.</summary>
public static class RuleCatalogue
{
    /// <summary>The whole document.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder(
            """
            # Rules

            Made from the pack by `./infra rules`; a test holds it current. How to set levels and parameters: [policies](policies.md).

            | Rule | Level | Severity | Good state |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var rule in RulePack.All)
            text.Append($"| [{rule.Id}](#{rule.Id}) | {Spelling.Of(rule.Level)} | {Spelling.Of(rule.Severity)} | {Cell(rule.Summary)} |\n");
        foreach (var rule in RulePack.All)
            Section(text, rule);
        return text.ToString();
    }

    private static void Section(StringBuilder text, RuleInfo rule)
    {
        text.Append($"\n## {rule.Id}\n\n{rule.Summary} Level {Spelling.Of(rule.Level)}, severity {Spelling.Of(rule.Severity)}.\n\n");
        text.Append($"- Why: {rule.Why}\n- Example: {rule.Example}\n- Fix: {rule.Fix}\n- Source: {rule.Source}\n");
        if (rule.Parameters.IsEmpty)
            return;
        text.Append("\n| Parameter | Allowed | Default | Meaning |\n|---|---|---|---|\n");
        foreach (var parameter in rule.Parameters)
            text.Append($"| `{parameter.Name}` | {Cell(parameter.Allowed)} | {Cell(parameter.DefaultText)} | {Cell(parameter.Description)} |\n");
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
