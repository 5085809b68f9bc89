using System.Collections.Immutable;
using Infra.Policies.Rules.Waivers;

namespace Infra.Policies.Rules;

/// <summary>The level and the parameters of one rule, with the defaults filled in.</summary>
public sealed class RuleSettings
{
    private readonly ImmutableDictionary<string, object> _values;

    internal RuleSettings(RuleInfo rule, EnforcementLevel level, EnforcementLevel undecided, ImmutableDictionary<string, object> values)
    {
        Rule = rule;
        Level = level;
        Undecided = undecided;
        _values = values;
    }

    /// <summary>The rule.</summary>
    public RuleInfo Rule { get; }

    /// <summary>What a violation does.</summary>
    public EnforcementLevel Level { get; }

    /// <summary>What an undecided result is to do: of the rule, else of all rules.</summary>
    public EnforcementLevel Undecided { get; }

    /// <summary>What an undecided result does; <see cref="EnforcementLevel.Disabled"/> where it is not told, or told by another rule.</summary>
    public EnforcementLevel LevelOfUndecided => Rule.Undecided switch
    {
        UndecidedReport.ByAnotherRule => EnforcementLevel.Disabled,
        // To tell the undecided is what the rule is for: what is said of all undecided results holds for it too, and never makes it milder.
        UndecidedReport.ByLevel => Level == EnforcementLevel.Disabled || Level > Undecided ? Level : Undecided,
        _ => Undecided,
    };

    /// <summary>A whole number.</summary>
    /// <param name="name">Name of one of the rule's <see cref="NumberParameter"/>s.</param>
    public long Number(string name) => (long)Value(name, static parameter => ((NumberParameter)parameter).Default);

    /// <summary>A word.</summary>
    /// <param name="name">Name of one of the rule's <see cref="WordParameter"/>s.</param>
    public string Word(string name) => (string)Value(name, static parameter => ((WordParameter)parameter).Default);

    /// <summary>A list of texts.</summary>
    /// <param name="name">Name of one of the rule's <see cref="TextsParameter"/>s.</param>
    public ImmutableArray<string> Texts(string name) =>
        (ImmutableArray<string>)Value(name, static parameter => ((TextsParameter)parameter).Default);

    /// <summary>Waivers.</summary>
    /// <param name="name">Name of one of the rule's <see cref="WaiversParameter"/>s.</param>
    public ImmutableArray<Waiver> Waivers(string name) => (ImmutableArray<Waiver>)Value(name, static _ => ImmutableArray<Waiver>.Empty);

    private object Value(string name, Func<RuleParameter, object> byDefault) =>
        _values.TryGetValue(name, out var value) ? value : byDefault(Rule.Parameters.Single(parameter => parameter.Name == name));
}
