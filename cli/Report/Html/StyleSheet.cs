using System.Security.Cryptography;
using System.Text;

namespace Infra.Cli.Report.Html;

/// <summary>The style of the page and of its figures.</summary>
internal static class StyleSheet
{
    /// <summary>Of the whole page.</summary>
    public static string Page { get; } = $"{Palette.Variables}\n{Read("page.css")}{Read("figures.css")}";

    /// <summary>Of a figure that stands alone.</summary>
    public static string Figure { get; } = Palette.Resolved(Read("figures.css"));

    /// <summary>What the page may do: use this style and its own icon, and nothing else; no script, no request.</summary>
    public static string Policy => $"default-src 'none'; style-src 'sha256-{Hash}'; img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Page)));

    private static string Read(string name)
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream($"Infra.Cli.Report.Html.Assets.{name}")
            ?? throw new InvalidOperationException($"{name} is not part of the assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
