using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Infra.Cli.Commands;

/// <summary>Help that names the command as people type it, not the assembly behind it.</summary>
internal sealed class NamedHelp : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var buffer = new StringWriter();
        configuration.Output = buffer;
        var code = new HelpAction().Invoke(parseResult);
        configuration.Output = output;
        output.Write(buffer.ToString().Replace(RootCommand.ExecutableName, "./infra", StringComparison.Ordinal));
        return code;
    }
}
