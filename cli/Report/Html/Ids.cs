namespace Infra.Cli.Report.Html;

/// <summary>Ids that are the same in each run and occur once on a page.</summary>
internal static class Ids
{
    /// <summary>The id of a stack: its name, where that can be one.</summary>
    /// <param name="name">Name of the stack.</param>
    /// <param name="index">Its place on the page.</param>
    public static string Of(string name, int index) =>
        name.Length is > 0 and <= 63 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? $"stack-{name}" : $"stack.{index}";
}
