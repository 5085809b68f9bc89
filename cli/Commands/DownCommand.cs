using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Cli.Local;
using Infra.Cli.Rendering;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra down local</c>: stops everything that <c>up local</c> started.</summary>
internal static class DownCommand
{
    public static Command Create(Session session)
    {
        var purge = new Option<bool>("--purge") { Description = "Also remove the data, the passwords and the certificates" };
        var json = CommonOptions.Json();
        var command = new Command("down", "Stop what `up local` started; data survives unless --purge is given") { CommonOptions.Local(), purge, json };
        command.SetAction((result, cancellation) => RunAsync(session, result.GetValue(purge), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Session session, bool purge, bool json, CancellationToken cancellation)
    {
        using var target = LocalTarget.Hold(LocalStack.Folders(session), session.Clock);
        var result = await Progress.ShowAsync(session.Error, progress => target.DownAsync(purge, progress, cancellation));
        if (json)
        {
            session.WriteJson(new JsonObject
            {
                ["stopped"] = new JsonArray([.. result.Parts.Select(part => JsonValue.Create(part.Name))]),
                ["purged"] = purge,
            });
        }
        else
        {
            await session.Output.WriteLineAsync(result.Parts.IsEmpty ? "nothing was running" : $"stopped {string.Join(", ", result.Parts.Select(part => part.Name))}");
        }

        return ExitCode.Fine;
    }
}
