namespace Infra.Cli;

/// <summary>How people call this program: by the script in the sources, or as a .NET tool.</summary>
internal static class ProgramName
{
    private const string Script = "./infra";

    /// <summary>What they write.</summary>
    public static string Text { get; } = IsTool ? "infra" : Script;

    // The file that tells the SDK what a tool is lies beside it.
    private static bool IsTool => File.Exists(Path.Combine(AppContext.BaseDirectory, "DotnetToolSettings.xml"));

    /// <summary>A text that names the script, with the right name.</summary>
    public static string In(string text) => Text == Script ? text : text.Replace($"{Script} ", $"{Text} ", StringComparison.Ordinal);
}
