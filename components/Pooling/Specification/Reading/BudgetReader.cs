using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads <c>budget</c>.</summary>
internal static class BudgetReader
{
    private static readonly ImmutableArray<string> WaiverKeys = ["scenario", "connections", "owner", "reason", "until"];
    private static readonly ImmutableArray<string> Scenarios = ["steady", "peak", "rollout", "failover"];

    public static BudgetOptions Read(Cursor cursor)
    {
        var none = new BudgetOptions();
        if (cursor.Object(["headroomPercent", "waivers"]) is not { } section)
            return none;
        return new BudgetOptions
        {
            HeadroomPercent = section["headroomPercent"].Whole(0, 90) ?? none.HeadroomPercent,
            Waivers = section["waivers"].List("a list of waivers") is { } items ? [.. items.Select(ReadWaiver)] : none.Waivers,
        };
    }

    private static WaiverOptions ReadWaiver(Cursor cursor)
    {
        if (cursor.Object(WaiverKeys) is not { } section)
            return new WaiverOptions("", 0, "", "", default);
        return new WaiverOptions(
            section["scenario"].Required("rollout").Choice(Scenarios) ?? "",
            section["connections"].Required("10").Whole(1, 262_143) ?? 0,
            Sentence(section["owner"].Required("team-data"), "who answers for it") ?? "",
            Sentence(section["reason"].Required("\"moving to smaller pools\""), "why it is permitted") ?? "",
            Day(section["until"].Required("2030-12-31")) ?? default);
    }

    private static string? Sentence(Cursor cursor, string allowed)
    {
        if (cursor.Text(allowed, Forms.Sentence) is not { } text)
            return null;
        if (!string.IsNullOrWhiteSpace(text))
            return text;
        cursor.Wrong("is empty", allowed, "write a few words");
        return null;
    }

    private static DateOnly? Day(Cursor cursor)
    {
        const string Allowed = "a day as yyyy-MM-dd";
        if (cursor.Text(Allowed, Forms.Day) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        cursor.Wrong("is not a day of the calendar", Allowed, "write it as `2030-12-31`");
        return null;
    }
}
