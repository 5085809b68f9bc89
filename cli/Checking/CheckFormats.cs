using Infra.Cli.Checking.Formats;
using Infra.Cli.Commands;

namespace Infra.Cli.Checking;

/// <summary>Prints a report in the form that was asked for.</summary>
internal static class CheckFormats
{
    public static void Write(Session session, CheckReport report, string format, string? tag)
    {
        switch (format)
        {
            case "json": session.WriteJson(JsonFormat.Of(report)); break;
            case "markdown": session.Output.Write(MarkdownFormat.Of(report, tag)); break;
            case "sarif": session.WriteJson(SarifFormat.Of(report, tag)); break;
            case "junit": JunitFormat.Write(session.Output, report); break;
            case "github": GithubFormat.Write(session.Output, report); break;
            default: TextFormat.Write(session.Console, report); break;
        }
    }
}
