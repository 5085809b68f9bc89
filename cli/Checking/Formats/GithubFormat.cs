namespace Infra.Cli.Checking.Formats;

/// <summary>Annotations of GitHub Actions: workflow commands, which the runner turns into marks beside the lines.</summary>
internal static class GithubFormat
{
    public static void Write(TextWriter output, CheckReport report)
    {
        foreach (var finding in report.Findings)
        {
            var text = finding.FixText.Length == 0 ? finding.Finding.Message : $"{finding.Finding.Message}\n{finding.FixText}";
            output.Write(Command(finding.Judged.IsMandatory ? "error" : "warning", finding.Place, finding.Finding.Rule, text));
        }

        foreach (var waiver in report.Waivers)
            output.Write(Command("notice", waiver.Place, "waiver in force", waiver.Text));
        output.Write($"{Summary.Of(report)}\n");
    }

    private static string Command(string command, Place place, string title, string text) =>
        $"::{command} file={Property(place.File)},line={place.Line},title={Property(title)}::{Data(text)}\n";

    // As the runner takes them apart: %25 first, or it would be escaped twice.
    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
