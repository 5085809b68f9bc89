using System.CommandLine;
using Infra.Cli.Schema;

namespace Infra.Cli.Commands;

/// <summary><c>infra schema</c>: the keys of a stack's file, from which docs/pooling.schema.json and docs/specification.md are made.</summary>
internal static class SchemaCommand
{
    public static Command Create(Session session)
    {
        var reference = new Option<bool>("--reference") { Description = "Print the reference for people instead" };
        var command = new Command("schema", "Print the JSON schema of a stack's file: keys, types, ranges, defaults") { reference };
        command.SetAction(result =>
        {
            if (result.GetValue(reference))
                session.Output.Write(SpecificationReference.Markdown());
            else
                session.WriteJson(StackSchema.Create());
            return ExitCode.Fine;
        });
        return command;
    }
}
