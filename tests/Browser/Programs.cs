namespace Infra.Browser;

/// <summary>Programs on PATH.</summary>
internal static class Programs
{
    /// <summary>The name under which Debian has it, and for messages.</summary>
    public const string Chromium = "chromium";

    /// <summary>Why a test has to be skipped; null where it can run, and where nothing may be skipped.</summary>
    public static string? Missing(string name) =>
        Environment.GetEnvironmentVariable("CI") == "true" || Find(name) is not null ? null : $"{name} is not on PATH";

    /// <summary>A program, also under its other names; null where there is none.</summary>
    public static string? Find(string name)
    {
        string[] names = name == Chromium ? [Chromium, "chromium-browser", "google-chrome"] : [name];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .SelectMany(folder => names.Select(one => Path.Combine(folder, one))).FirstOrDefault(File.Exists);
    }
}
