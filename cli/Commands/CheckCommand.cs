using System.CommandLine;
using System.Globalization;
using Infra.Cli.Checking;
using Infra.Cli.Configuration;

namespace Infra.Cli.Commands;

/// <summary><c>infra check [STACK…]</c>: the rules over stacks of this repository, or over files of any stack.</summary>
internal static class CheckCommand
{
    private static readonly string[] Formats = ["text", "json", "markdown", "sarif", "junit", "github"];

    public static Command Create(Session session)
    {
        var stacks = new Argument<string[]>("stack") { Description = "Names of stacks; without any, and without files, every stack", Arity = ArgumentArity.ZeroOrMore };
        stacks.CompletionSources.Add(_ => StackFile.Names(session.Workspace).Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        var previews = new Option<string[]>("--preview-json") { Description = "A file that `pulumi preview --json --show-sames` wrote; may be given again" };
        var states = new Option<string[]>("--state") { Description = "A file that `pulumi stack export` wrote; may be given again" };
        var format = new Option<string>("--format") { Description = $"How to print: {string.Join(", ", Formats)}", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(Formats);
        var json = new Option<bool>("--json") { Description = "The same as --format json" };
        var baseline = new Option<string?>("--baseline") { Description = "An earlier `check --format json`: what it has is advisory, what is worse is not" };
        var config = new Option<string?>("--config") { Description = "A file of rules and waivers in place of policies.yaml" };
        var today = new Option<string?>("--today") { Description = "The day on which waivers are judged, as yyyy-MM-dd" };
        today.Validators.Add(result =>
        {
            if (!TryDay(result.GetValueOrDefault<string?>(), out _))
                result.AddError($"--today: {result.GetValueOrDefault<string?>()} is not a day; allowed: a day as yyyy-MM-dd");
        });
        var tag = new Option<string?>("--tag")
        {
            Description = "A name that keeps the comment and the code scanning of this check apart from those of others",
        };
        tag.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && !IsTag(given))
                result.AddError($"--tag: {given} is no tag; allowed: 1 to 40 letters, digits, dots, underscores and single dashes");
        });
        var command = new Command("check", "Judge stacks by the rules on connection budgets, without credentials; exit code 1 on a mandatory finding")
        {
            stacks, previews, states, format, json, baseline, config, today, tag,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetResult(format) is { Implicit: false } && result.GetValue(format) != "json")
                result.AddError("--json and --format exclude each other; name one of them");
        });
        command.SetAction((result, _) => RunAsync(session, result.GetValue(json) ? "json" : result.GetValue(format)!, result.GetValue(tag), new(
            [.. result.GetValue(stacks) ?? []],
            [.. result.GetValue(previews) ?? []],
            [.. result.GetValue(states) ?? []],
            result.GetValue(baseline),
            result.GetValue(config),
            TryDay(result.GetValue(today), out var day) ? day : session.Today)));
        return command;
    }

    private static async Task<int> RunAsync(Session session, string format, string? tag, CheckRequest request)
    {
        var report = await Checker.RunAsync(session, request);
        CheckFormats.Write(session, report, format, tag);
        return report.IsRefused ? ExitCode.Failed : ExitCode.Fine;
    }

    // It stands in a comment of HTML, where two dashes would end it, and in names of files.
    private static bool IsTag(string text) =>
        text.Length is >= 1 and <= 40 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')
        && !text.Contains("--", StringComparison.Ordinal) && !text.EndsWith('-');

    private static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
