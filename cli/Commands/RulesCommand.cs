using System.CommandLine;
using Infra.Policies.Rules;

namespace Infra.Cli.Commands;

/// <summary><c>infra rules</c>: the catalogue of the rules, from which docs/RULES.md is made.</summary>
internal static class RulesCommand
{
    public static Command Create(Session session)
    {
        var schema = new Option<bool>("--schema") { Description = "Print the JSON schema of policies.yaml instead" };
        var command = new Command("rules", "Print every rule: why, example, fix, source, parameters") { schema };
        command.SetAction(result =>
        {
            Write(session, result.GetValue(schema));
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Write(Session session, bool schema)
    {
        if (schema)
            session.WriteJson(PolicyFileSchema.Create());
        else
            session.Output.Write(RuleCatalogue.Markdown());
    }
}
