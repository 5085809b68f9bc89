using System.CommandLine;
using Infra.Cli.Configuration;

namespace Infra.Cli.Commands;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document and nothing else on standard output" };

    public static Option<bool> ShowSecrets() => new("--show-secrets") { Description = "Print passwords in plain text" };

    public static Argument<string> Stack(Session session)
    {
        var stack = new Argument<string>("stack") { Description = "Name of a stack: a file stacks/config/Pulumi.<stack>.yaml" };
        stack.CompletionSources.Add(_ => StackFile.Names(session.Workspace).Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        return stack;
    }

    /// <summary>The argument of the commands that only the local target has.</summary>
    public static Argument<string> Local()
    {
        var target = new Argument<string>("target") { Description = "The target: local" };
        target.AcceptOnlyFromAmong("local");
        return target;
    }
}
