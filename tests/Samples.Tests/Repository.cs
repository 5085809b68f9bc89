namespace Infra.Samples.Tests;

/// <summary>The project's own files.</summary>
internal static class Repository
{
    public static string Path(params ReadOnlySpan<string> parts)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Infra.sln")))
            folder = System.IO.Path.GetDirectoryName(folder)!;
        return System.IO.Path.Combine([folder, .. parts]);
    }
}
