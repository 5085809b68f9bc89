using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Waivers;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules;

/// <summary>The level and the parameters of every rule.</summary>
public sealed class RuleConfiguration
{
    /// <summary>The key that sets every rule at once.</summary>
    public const string All = "all";

    private readonly ImmutableDictionary<string, RuleSettings> _settings;

    internal RuleConfiguration(ImmutableDictionary<string, RuleSettings> settings) => _settings = settings;

    /// <summary>Every rule as the pack has it.</summary>
    public static RuleConfiguration Default { get; } = Read(ObjectValue.Empty).Configuration;

    /// <summary>Reads a configuration in the shape of the engine's: <c>{"rule": "level" | {"enforcementLevel": "level", "parameter": value}}</c>,
    /// where the rule <c>all</c> stands for every one that does not say otherwise.</summary>
    /// <param name="value">The configuration.</param>
    /// <returns>The configuration, which keeps the defaults of what is at fault, and every fault at once.</returns>
    public static RuleConfigurationReading Read(PropertyValue value) => new RuleConfigurationReader().Read(value);

    /// <summary>The level and parameters of a rule.</summary>
    public RuleSettings For(RuleInfo rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _settings[rule.Id];
    }

    /// <summary>The waivers among the parameters of <c>waiver-valid</c>.</summary>
    public ImmutableArray<Waiver> Waivers => _settings[WaiverJudge.Rule].Waivers(WaiverJudge.Waivers);

    /// <summary>The level of a rule; disabled where there is no such rule.</summary>
    public EnforcementLevel LevelOf(string rule) => _settings.TryGetValue(rule, out var settings) ? settings.Level : EnforcementLevel.Disabled;
}

/// <summary>What reading a configuration came to.</summary>
/// <param name="Configuration">The configuration; what is at fault has its default there.</param>
/// <param name="Faults">What is wrong with it; empty where it is as it should be.</param>
public sealed record RuleConfigurationReading(RuleConfiguration Configuration, ImmutableArray<Fault> Faults);
