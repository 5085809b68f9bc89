using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Waivers;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules;

/// <summary>Reads a configuration and gathers every fault in it.</summary>
internal sealed class RuleConfigurationReader
{
    /// <summary>The key of the level.</summary>
    public const string LevelKey = "enforcementLevel";

    /// <summary>The key of the level of what is undecided.</summary>
    public const string UndecidedKey = "undecided";

    private readonly ImmutableArray<Fault>.Builder _faults = ImmutableArray.CreateBuilder<Fault>();

    /// <summary>The levels, as they are written.</summary>
    public static ImmutableArray<string> Levels => Spelling.All<EnforcementLevel>();

    public RuleConfigurationReading Read(PropertyValue value)
    {
        var given = value as ObjectValue;
        if (given is null)
        {
            _faults.Add(new("", "is no mapping", Kind(value), "a mapping of rules to levels or parameters", "write `rule: level` for each rule"));
            given = ObjectValue.Empty;
        }

        foreach (var name in given.Members.Keys.Order(StringComparer.Ordinal))
        {
            if (name != RuleConfiguration.All && RulePack.Find(name) is null)
                _faults.Add(Unknown(name, name, "rule", RulePack.Rules.Select(rule => rule.Info.Id).Prepend(RuleConfiguration.All)));
        }

        var all = Section(RuleConfiguration.All, given, [], UndecidedReport.ByParameter);
        var settings = RulePack.All.Select(rule => Settings(rule, Section(rule.Id, given, rule.Parameters, rule.Undecided), all));
        return new(new(settings.ToImmutableDictionary(each => each.Rule.Id, StringComparer.Ordinal)), _faults.ToImmutable());
    }

    private static RuleSettings Settings(RuleInfo rule, SectionValues own, SectionValues all) => new(
        rule, own.Level ?? all.Level ?? rule.Level, own.Undecided ?? all.Undecided ?? EnforcementLevel.Advisory, own.Values);

    private SectionValues Section(string name, ObjectValue given, ImmutableArray<RuleParameter> parameters, UndecidedReport report)
    {
        var none = new SectionValues(null, null, ImmutableDictionary<string, object>.Empty);
        switch (given.Members.GetValueOrDefault(name))
        {
            case null or NullValue:
                return none;
            case TextValue text:
                return none with { Level = Level(name, text) };
            case ObjectValue section:
                return Section(name, section.Members, parameters, report);
            case var other:
                _faults.Add(new(name, "is neither a level nor a mapping", Kind(other), $"one of {string.Join(", ", Levels)}, or a mapping with `{LevelKey}`", $"write `{name}: advisory`"));
                return none;
        }
    }

    private SectionValues Section(
        string name, IReadOnlyDictionary<string, PropertyValue> members, ImmutableArray<RuleParameter> parameters, UndecidedReport report)
    {
        string[] own = [LevelKey, .. report == UndecidedReport.ByParameter ? [UndecidedKey] : Array.Empty<string>()];
        var values = ImmutableDictionary.CreateBuilder<string, object>(StringComparer.Ordinal);
        EnforcementLevel? level = null;
        EnforcementLevel? undecided = null;
        foreach (var (key, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            var path = $"{name}.{key}";
            if (value is NullValue)
                continue;
            if (key == LevelKey)
                level = Level(path, value);
            else if (key == UndecidedKey && report != UndecidedReport.ByParameter)
                _faults.Add(NotUndecided(path, report));
            else if (key == UndecidedKey)
                undecided = Level(path, value);
            else if (parameters.FirstOrDefault(parameter => parameter.Name == key) is not { } parameter)
                _faults.Add(Unknown(path, key, "parameter", [.. own, .. parameters.Select(parameter => parameter.Name)]));
            else if (parameter is WaiversParameter)
                values[key] = Waivers(path, value);
            else if (Value(parameter, value) is { } read)
                values[key] = read;
            else
                _faults.Add(new(path, "cannot be used", Shown(value), parameter.Allowed, $"write such a value, or leave it out for {parameter.DefaultText}"));
        }

        return new(level, undecided, values.ToImmutable());
    }

    // Accepted and without effect it would be taken for a gate.
    private static Fault NotUndecided(string path, UndecidedReport report) => report == UndecidedReport.ByAnotherRule
        ? new(
            path, "has no effect: what this rule cannot tell, budget-undecidable tells", null, LevelKey, "set `budget-undecidable`, and remove it here")
        : new(path, "has no effect: what this rule tells is undecided itself", null, LevelKey, $"set `{LevelKey}`, and remove it");

    private EnforcementLevel? Level(string path, PropertyValue value)
    {
        if (value is TextValue text && Spelling.Find<EnforcementLevel>(text.Value) is { } level)
            return level;
        _faults.Add(new(path, "is no level", Shown(value), $"one of {string.Join(", ", Levels)}", "write one of them"));
        return null;
    }

    private ImmutableArray<Waiver> Waivers(string path, PropertyValue value)
    {
        var (waivers, faults) = WaiverReader.Read(value, path);
        _faults.AddRange(faults);
        return waivers;
    }

    private static object? Value(RuleParameter parameter, PropertyValue value) => (parameter, value) switch
    {
        (NumberParameter number, _) when new Property("", value).WholeNumber is { IsKnown: true } read && read.Value >= number.Min && read.Value <= number.Max => read.Value,
        (WordParameter word, TextValue text) when word.Words.Contains(text.Value) => text.Value,
        (TextsParameter, ListValue list) when list.Items.All(item => item is TextValue) => list.Items.Select(item => ((TextValue)item).Value).ToImmutableArray(),
        _ => null,
    };

    private static Fault Unknown(string path, string name, string what, IEnumerable<string> names)
    {
        string[] known = [.. names];
        string[] near = [.. Nearest.Several(name, known, most: 3)];
        return new(
            path,
            $"is no {what}",
            null,
            near.Length > 0 ? Listing.Of(near, "or") : what == "rule" ? "a rule of docs/RULES.md" : Listing.Of(known, "or"),
            near.Length > 0 ? $"write `{near[0]}`, or remove it" : "remove it");
    }

    private static string Shown(PropertyValue value) => value switch
    {
        { IsSecret: true } => "[secret]",
        TextValue text when text.Value.Length <= 80 => $"\"{text.Value}\"",
        NumberValue number => number.Value.ToString(CultureInfo.InvariantCulture),
        BooleanValue boolean => boolean.Value ? "true" : "false",
        _ => Kind(value),
    };

    private static string Kind(PropertyValue value) => value switch
    {
        NullValue => "nothing",
        UnknownValue => "an unknown value",
        BooleanValue => "a truth value",
        NumberValue => "a number",
        TextValue => "a text",
        ListValue => "a list",
        _ => "a mapping",
    };

    private sealed record SectionValues(EnforcementLevel? Level, EnforcementLevel? Undecided, ImmutableDictionary<string, object> Values);
}
