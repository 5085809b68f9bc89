using System.Text.Json;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Baselines;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Checking;

/// <summary>Reads an earlier <c>check --format json</c>.</summary>
internal static class BaselineReader
{
    public static Baseline Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement;
            return new(
                [.. root.GetProperty("budgets").EnumerateArray().Select(Budget)],
                [.. root.GetProperty("findings").EnumerateArray().Select(Finding)]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong(file, exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message);
        }
        catch (JsonException exception)
        {
            throw Wrong(file, $"not valid JSON in line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }
        // A property that is missing, or of another type.
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw Wrong(file, "it is another document");
        }
    }

    private static UsageException Wrong(string file, string why) =>
        new($"{file} is no baseline: {why}", "write it with `./infra check --format json` on the target branch");

    private static BudgetFigures Budget(JsonElement budget) => new(
        budget.GetProperty("stack").GetString() ?? "",
        budget.GetProperty("server").GetString()!,
        [.. budget.GetProperty("scenarios").EnumerateArray().Select(Scenario)]);

    private static ScenarioFigures Scenario(JsonElement scenario) => new(
        scenario.GetProperty("name").GetString()!,
        Ends(scenario.GetProperty("clientDemand")),
        Whole(scenario.GetProperty("clientCapacity")),
        Ends(scenario.GetProperty("serverDemand")),
        Whole(scenario.GetProperty("usable")),
        Term<Verdict>(scenario, "verdict"));

    private static BaselineFinding Finding(JsonElement finding) => new(
        finding.GetProperty("stack").GetString()!,
        finding.GetProperty("rule").GetString()!,
        Term<FindingKind>(finding, "kind"),
        new(finding.GetProperty("urn").GetString()!, finding.GetProperty("path").GetString()!))
    {
        // Earlier versions do not say these.
        Server = finding.TryGetProperty("server", out var server) ? server.GetString() : null,
        Excess = finding.TryGetProperty("excess", out var excess) ? Whole(excess) : null,
        IsAnsweredFor = finding.TryGetProperty("answeredFor", out var answered) ? answered.GetBoolean() : finding.GetProperty("waived").GetBoolean(),
    };

    private static T Term<T>(JsonElement element, string name)
        where T : struct, Enum => Spelling.Find<T>(element.GetProperty(name).GetString()!) ?? throw new FormatException(name);

    private static Interval Ends(JsonElement ends) => new(ends.GetProperty("min").GetInt64(), Whole(ends.GetProperty("max")));

    private static long? Whole(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetInt64();
}
