using System.Globalization;

namespace Infra.Cli.Report.Figures;

/// <summary>The width that a figure is drawn for. Text keeps its size, so a narrow screen gets a figure of its own.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="IsCompact">Whether labels stand above what they name rather than beside it.</param>
internal sealed record Canvas(double Width, bool IsCompact)
{
    /// <summary>Mean width of a letter in a wide font, as a share of the font's size.</summary>
    private const double LetterShare = 0.6;
    private const double BoldShare = 0.7;

    /// <summary>For screens from about 800 pixels on, and for paper.</summary>
    public static Canvas Wide { get; } = new(960, IsCompact: false);

    /// <summary>For the screen of a telephone, 360 pixels wide, less the margins of the page.</summary>
    public static Canvas Compact { get; } = new(312, IsCompact: true);

    /// <summary>As much of a text as fits; the whole of it stands in the table beside the figure.</summary>
    /// <param name="text">The text.</param>
    /// <param name="room">Room in pixels.</param>
    /// <param name="size">Size of the font in pixels.</param>
    /// <param name="isBold">Whether the font is a bold one.</param>
    public static string Fit(string text, double room, double size, bool isBold = false)
    {
        var letters = (int)(room / (size * (isBold ? BoldShare : LetterShare)));
        var elements = StringInfo.ParseCombiningCharacters(text);
        return elements.Length <= letters ? text : $"{text[..elements[Math.Max(0, letters - 1)]]}…";
    }
}
