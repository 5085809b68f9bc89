using System.Text.RegularExpressions;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Specification.Reading;

/// <summary>
/// What a reader will ask of a text, for those who cannot run the reader. Reading itself makes no use of it; a test compares the two.
/// </summary>
internal abstract record Form
{
    /// <summary>A text that a regular expression matches.</summary>
    public static Form Of(Regex regex) => new Pattern(regex.ToString(), regex.Options.HasFlag(RegexOptions.IgnoreCase));

    /// <summary>A number with a unit.</summary>
    public sealed record Duration(TimeSpan Min, TimeSpan Max, TimeSpan Step) : Form;

    /// <summary>A text that a regular expression matches.</summary>
    public sealed record Pattern(string Text, bool IgnoresCase = false) : Form;

    /// <summary>Extra copies: a number or a percentage.</summary>
    public sealed record Surge(int Most) : Form;

    /// <summary>A version of PgBouncer.</summary>
    public sealed record Version(PgBouncerVersion Oldest, PgBouncerVersion Newest) : Form;
}
