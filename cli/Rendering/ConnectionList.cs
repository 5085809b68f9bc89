using Infra.Cli.Evaluation;
using Spectre.Console;

namespace Infra.Cli.Rendering;

/// <summary>The connection URI of each route, without its password unless that is asked for.</summary>
internal static class ConnectionList
{
    private const string Hidden = "***";

    public static void Write(IAnsiConsole console, EvaluatedStack stack, bool show)
    {
        foreach (var (route, connection) in stack.Outputs["connections"]!.AsObject())
        {
            var uri = connection!["uri"]!.ToString();
            if (uri == Markers.Unknown)
            {
                console.Profile.Out.Writer.WriteLine($"{route,-9} its host is known after `pulumi up`");
                continue;
            }

            var password = Uri.EscapeDataString(connection["password"]!.ToString());
            // One line, however narrow the terminal: it is there to be copied.
            console.Profile.Out.Writer.WriteLine($"{route,-9} {(show ? uri : uri.Replace($":{password}@", $":{Hidden}@", StringComparison.Ordinal))}");
        }

        if (!show)
            console.Profile.Out.Writer.WriteLine($"with passwords: ./infra outputs {stack.Name} --show-secrets");
    }
}
