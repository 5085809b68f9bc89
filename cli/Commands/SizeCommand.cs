using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Measuring;
using Infra.Cli.Sizing;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;

namespace Infra.Cli.Commands;

/// <summary><c>infra size [STACK]</c>: the sizes that a load and a server call for, with their reasons.</summary>
internal static class SizeCommand
{
    private const double MostProcessors = 1024;

    public static Command Create(Session session)
    {
        var stack = CommonOptions.Stack(session);
        stack.Arity = ArgumentArity.ZeroOrOne;
        stack.Description += "; without one, the options below describe the load and the server";
        var flags = new SizeFlags();
        var measure = new MeasureOptions();
        var processors = new Option<string>("--vcpu") { Description = "Processors of each server, where the catalogue does not know them" };
        var wait = new Option<string>("--wait") { Description = "The wait that one of a hundred transactions may exceed; default the mean query, at most 100ms" };
        var json = CommonOptions.Json();
        var command = new Command("size", "Recommend the sizes of every pool from a load and a server, by a queueing model: with reasons, and as YAML to paste")
        {
            stack, processors, wait, json,
        };
        foreach (var option in flags.All.Concat(measure.All))
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var name = result.GetValue(stack);
            var measured = measure.IsGiven(result);
            foreach (var fault in measure.Faults(result))
                result.AddError(fault);
            var faults = name is null && !measured ? flags.Read(result).Faults : [];
            foreach (var fault in faults)
                result.AddError(fault);
            foreach (var option in flags.Given(result).Where(_ => name is not null && !measured))
                result.AddError($"{option} describes a load without a stack; change the stack {name} instead, or leave it out");
            Check(result, processors, text => Processors(text) is not null, $"a number above 0, at most {MostProcessors}", "write the number of processors, such as 4");
            Check(result, wait, text => Wait(text) is not null, "a duration from 0.0001ms to 24h", "write a number and one of ms, s, m, h, such as `50ms`");
        });
        command.SetAction((result, cancellation) =>
        {
            if (measure.IsGiven(result.CommandResult))
                return MeasureRun.RunAsync(session, measure.Read(result.CommandResult), result.GetValue(json), cancellation);
            var name = result.GetValue(stack);
            var given = name is null ? flags.Read(result.CommandResult).Specification : Specification(StackFile.Load(session.Workspace, name));
            var request = new SizeRequest(PoolingSpecification.Read(SizeFlags.Element(given)))
            {
                VCpu = Processors(result.GetValue(processors)),
                P99Wait = Wait(result.GetValue(wait)),
            };
            return Task.FromResult(Run(session, name, given, request, result.GetValue(json)));
        });
        return command;
    }

    private static int Run(Session session, string? stack, JsonObject given, SizeRequest request, bool json)
    {
        var advice = SizeAdvisor.Of(request);
        var sized = SizeYaml.Apply(given, advice);
        var yaml = stack is null ? SizeYaml.Of(sized) : SizeYaml.Changed(given, sized);
        if (json)
        {
            session.WriteJson(SizeJson.Of(stack, advice, sized, yaml));
        }
        else
        {
            SizeTables.Write(session.Console, advice);
            if (advice.Reads is { } reads)
                SizeTables.Write(session.Console, reads, "in front of the read replicas");
            session.Output.WriteLine(stack is null ? "\n# For a stack's file:" : $"\n# In place of the same sections of the stack {stack}:");
            session.Output.Write(yaml);
        }

        return advice.Needed.IsEmpty && (advice.Reads?.Needed.IsEmpty ?? true) ? ExitCode.Fine : ExitCode.Failed;
    }

    private static JsonObject Specification(StackFile stack) => stack.Specification
        ?? throw new UsageException($"{stack.Path}: `{StackFile.SpecificationKey}` is missing or not a mapping", "describe the database and its workloads there");

    private static void Check(CommandResult result, Option<string> option, Func<string, bool> isRight, string allowed, string fix)
    {
        if (result.GetValue(option) is { } text && !isRight(text))
            result.AddError($"{option.Name}: cannot be used (received {text}); allowed: {allowed}; fix: {fix}");
    }

    private static double? Processors(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0.001 and <= MostProcessors
            ? number
            : null;

    private static TimeSpan? Wait(string? text) =>
        text is not null && DurationText.TryParse(text, out var wait) && wait > TimeSpan.Zero && wait <= TimeSpan.FromHours(24) ? wait : null;
}
