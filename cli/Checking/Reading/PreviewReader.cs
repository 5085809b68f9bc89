using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Cli.Checking.Reading;

/// <summary>
/// Reads what <c>pulumi preview --json</c> writes. A replacement stands there in several steps: the last one that does not delete
/// counts. Without <c>--show-sames</c> unchanged resources are only counted there.
/// </summary>
internal static class PreviewReader
{
    private const string Fix = "write it with `pulumi preview --json --show-sames`; for a state use --state";

    private static readonly ImmutableArray<string> Deleting = ["delete", "delete-replaced", "discard", "discard-replaced", "remove-pending-replace"];

    // Nothing happens to these, so that what the provider last answered is true.
    private static readonly ImmutableArray<string> Settled = ["same", "read", "read-replacement", "refresh", "import", "import-replacement"];

    private static readonly ImmutableArray<string> Replacing = ["replace", "create-replacement", "read-replacement", "import-replacement"];

    public static ToldStack Read(JsonTokens tokens, string file)
    {
        if (tokens.Read() != JsonTokenType.StartObject)
            throw JsonValues.WrongType(tokens, "the document", "the object that `pulumi preview --json` writes");
        List<Step>? steps = null;
        var (same, failedAt) = (0, (int?)null);
        while (tokens.NextName() is { } name)
        {
            switch (name)
            {
                case "steps": steps = [.. Steps(tokens)]; break;
                case "changeSummary": same = Same(tokens); break;
                case "diagnostics": failedAt = FirstError(tokens); break;
                default: tokens.Skip(); break;
            }
        }

        tokens.End();
        // A program that makes nothing has no steps, and then the engine leaves the list out.
        if (steps is null && same == 0 && failedAt is null)
            throw tokens.Wrong("the file has no `steps`", Fix);
        return Gather(file, steps ?? []) with { Missing = Math.Max(0, same - (steps ?? []).Count(step => step.Op == "same")), FailedAt = failedAt };
    }

    private static ToldStack Gather(string file, List<Step> steps)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<ToldResource?>();
        var deleted = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (step.Resource is not { IsDeleted: false } resource || Deleting.Contains(step.Op))
            {
                deleted.Add(step.Urn);
                continue;
            }

            // Two steps of one URN that do not belong to a replacement are two resources of one URN: the graph tells that.
            if (last.TryGetValue(step.Urn, out var before) && Replacing.Contains(step.Op))
                kept[before] = null;
            last[step.Urn] = kept.Count;
            kept.Add(resource);
        }

        deleted.ExceptWith(last.Keys);
        return new(file, FileKind.Preview, [.. kept.OfType<ToldResource>()]) { Deleted = deleted.ToImmutable() };
    }

    private static IEnumerable<Step> Steps(JsonTokens tokens)
    {
        if (tokens.Read() == JsonTokenType.Null)
            yield break;
        if (tokens.Type != JsonTokenType.StartArray)
            throw JsonValues.WrongType(tokens, "steps", "a list");
        while (tokens.Read() != JsonTokenType.EndArray)
            yield return Current(tokens);
    }

    private static Step Current(JsonTokens tokens)
    {
        if (tokens.Type != JsonTokenType.StartObject)
            throw JsonValues.WrongType(tokens, "steps[]", "an object");
        string? op = null, urn = null;
        ToldResource? resource = null;
        while (tokens.NextName() is { } name)
        {
            switch (name)
            {
                case "op": op = Text(tokens, name); break;
                case "urn": urn = Text(tokens, name); break;
                case "newState":
                    tokens.Read();
                    resource = ResourceReader.Current(tokens, inputsWin: op is null || !Settled.Contains(op));
                    break;
                default: tokens.Skip(); break;
            }
        }

        urn ??= resource?.Node.Urn;
        return op is null || urn is null
            ? throw tokens.Wrong($"a step has no `{(op is null ? "op" : "urn")}`", Fix)
            : new(op, urn, resource);
    }

    private static string Text(JsonTokens tokens, string name) =>
        tokens.Read() == JsonTokenType.String ? tokens.Text : throw JsonValues.WrongType(tokens, $"steps[].{name}", "a text");

    private static int Same(JsonTokens tokens)
    {
        var same = 0;
        if (tokens.Read() == JsonTokenType.Null)
            return same;
        if (tokens.Type != JsonTokenType.StartObject)
            throw JsonValues.WrongType(tokens, "changeSummary", "an object of numbers");
        while (tokens.NextName() is { } name)
        {
            if (tokens.Read() != JsonTokenType.Number)
                throw JsonValues.WrongType(tokens, $"changeSummary.{name}", "a number");
            if (name == "same")
                same = (int)Math.Clamp(tokens.Number, 0, int.MaxValue);
        }

        return same;
    }

    private static int? FirstError(JsonTokens tokens)
    {
        int? found = null;
        if (tokens.Read() == JsonTokenType.Null)
            return found;
        if (tokens.Type != JsonTokenType.StartArray)
            throw JsonValues.WrongType(tokens, "diagnostics", "a list");
        while (tokens.Read() != JsonTokenType.EndArray)
        {
            if (tokens.Type != JsonTokenType.StartObject)
                throw JsonValues.WrongType(tokens, "diagnostics[]", "an object");
            while (tokens.NextName() is { } name)
            {
                if (name != "severity")
                    tokens.Skip();
                else if (tokens.Read() == JsonTokenType.String && tokens.Text == "error")
                    found ??= tokens.Line;
            }
        }

        return found;
    }

    private sealed record Step(string Op, string Urn, ToldResource? Resource);
}
