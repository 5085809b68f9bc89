using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Waivers;

/// <summary>Reads waivers and gathers every fault. What is merely left out is no fault here: <see cref="WaiverJudge"/> tells it.</summary>
public static class WaiverReader
{
    /// <summary>No server of PostgreSQL takes more connections (MAX_BACKENDS), so that a larger allowance would be none.</summary>
    internal const long MostConnections = 262_143;

    private static readonly ImmutableArray<string> Keys = ["rule", "stack", "resource", "connections", "owner", "reason", "until"];

    /// <summary>Reads a list of waivers.</summary>
    /// <param name="value">The list; nothing stands for an empty one.</param>
    /// <param name="path">Where it stands: <c>waivers</c>.</param>
    public static (ImmutableArray<Waiver> Waivers, ImmutableArray<Fault> Faults) Read(PropertyValue? value, string path)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        var waivers = ImmutableArray.CreateBuilder<Waiver>();
        if (value is not (null or NullValue or ListValue))
            faults.Add(new(path, "is no list", null, "a list of waivers", "write `- rule: …` for each waiver"));
        foreach (var item in new Property(path, value).Items)
        {
            if (One(item, faults) is { } waiver)
                waivers.Add(waiver);
        }

        return (waivers.DrainToImmutable(), faults.ToImmutable());
    }

    private static Waiver? One(Property item, ImmutableArray<Fault>.Builder faults)
    {
        if (item.Value is not ObjectValue)
        {
            faults.Add(new(item.Path, "is no mapping", null, $"a mapping of {string.Join(", ", Keys)}", "write `rule: …` with its owner, reason and end"));
            return null;
        }

        foreach (var (name, member) in item.Members)
        {
            if (!Keys.Contains(name))
                faults.Add(new(member.Path, "is no key of a waiver", null, string.Join(", ", Keys), Nearest.To(name, Keys) is { } near ? $"write `{near}`" : "remove it"));
        }

        var rule = Text(item["rule"], "the id of a rule", faults);
        if (rule is null && item["rule"].IsAbsent)
            faults.Add(new(item["rule"].Path, "is missing", null, "the id of a rule", "name the rule that is waived"));
        else if (rule is not null && RulePack.Find(rule) is null)
            faults.Add(new(item["rule"].Path, "is no rule", $"\"{rule}\"", "a rule of docs/RULES.md", Nearest.To(rule, RulePack.All.Select(each => each.Id)) is { } near ? $"write `{near}`" : "name one of them"));
        return new(item.Path, rule ?? "")
        {
            Stack = Text(item["stack"], "the name of a stack", faults),
            Resource = Text(item["resource"], "the URN or the name of a resource", faults),
            Connections = Connections(item["connections"], faults),
            Owner = Text(item["owner"], "who answers for it", faults),
            Reason = Text(item["reason"], "why it is permitted", faults),
            Until = Day(item["until"], faults),
        };
    }

    private static string? Text(Property property, string allowed, ImmutableArray<Fault>.Builder faults)
    {
        var text = property.Text;
        if (text.IsAbsent || (text.IsKnown && text.Value!.Trim().Length > 0))
            return text.Value;
        faults.Add(new(property.Path, text.IsKnown ? "is empty" : "is no text", null, allowed, "write a few words"));
        return null;
    }

    private static long? Connections(Property property, ImmutableArray<Fault>.Builder faults)
    {
        var number = property.WholeNumber;
        if (number.IsAbsent || (number.IsKnown && number.Value is >= 1 and <= MostConnections))
            return number.IsAbsent ? null : number.Value;
        faults.Add(new(
            property.Path,
            "cannot be used",
            number.IsKnown ? number.Value.ToString(CultureInfo.InvariantCulture) : null,
            string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {MostConnections}"),
            "write how many connections too many are permitted"));
        return null;
    }

    private static DateOnly? Day(Property property, ImmutableArray<Fault>.Builder faults)
    {
        var text = property.Text;
        if (text.IsAbsent)
            return null;
        if (text.IsKnown && DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        faults.Add(new(property.Path, "is not a day of the calendar", text.IsKnown ? $"\"{text.Value}\"" : null, "a day as yyyy-MM-dd", "write it as `2030-12-31`"));
        return null;
    }
}
