using Google.Protobuf.WellKnownTypes;
using Infra.Policies.ConnectionBudget.Protocol;
using Infra.Policies.Rules;
using Level = Infra.Policies.ConnectionBudget.Protocol.Level;

namespace Infra.Policies.ConnectionBudget;

/// <summary>What the pack tells of itself.</summary>
internal static class PackDescription
{
    /// <summary>Name of the pack, which configurations and the service know it by.</summary>
    public const string Name = "connection-budget";

    /// <summary>Version of the pack: that of the repository.</summary>
    public static string Version { get; } = typeof(PackDescription).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>The answer to GetPluginInfo.</summary>
    public static PluginInfo Plugin { get; } = new() { Version = Version };

    /// <summary>The answer to GetAnalyzerInfo.</summary>
    public static PackInfo Pack { get; } = new()
    {
        Name = Name,
        DisplayName = "Connection budget",
        Description = "PostgreSQL connection budgets, poolers and time-outs, judged before anything is deployed",
        Version = Version,
        SupportsConfig = true,
        Tags = { "postgresql", "connections" },
        Policies = { RulePack.All.Select(Of) },
    };

    /// <summary>A level in the engine's words.</summary>
    public static Level Of(EnforcementLevel level) => level switch
    {
        EnforcementLevel.Advisory => Level.Advisory,
        EnforcementLevel.Mandatory => Level.Mandatory,
        EnforcementLevel.Remediate => Level.Remediate,
        _ => Level.Disabled,
    };

    /// <summary>A severity in the engine's words.</summary>
    public static Severity Of(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Low => Severity.Low,
        RuleSeverity.Medium => Severity.Medium,
        RuleSeverity.High => Severity.High,
        _ => Severity.Critical,
    };

    private static PolicyInfo Of(RuleInfo rule) => new()
    {
        Name = rule.Id,
        DisplayName = rule.Id,
        Description = rule.Summary,
        Message = rule.Why,
        Level = Of(rule.Level),
        Severity = Of(rule.Severity),
        Scope = rule.Scope == RuleScope.Resource ? Scope.Resource : Scope.Stack,
        Schema = new() { Properties = Struct.Parser.ParseJson(RuleConfigurationSchema.Parameters(rule).ToJsonString()) },
        // No address of a page: the pack does not know where its repository is published, so that it says here what stands there.
        Fix = $"{rule.Fix} Example: {rule.Example} Source: {rule.Source}",
    };
}
