namespace Infra.Pooling.Specification.Reading;

/// <summary>Writes the paths of a specification: <c>workloads[0].replicas.max</c>.</summary>
internal static class JsonPath
{
    private const int LongestKey = 100;

    public static string Key(string path, string key) =>
        IsPlain(key) ? path.Length == 0 ? key : $"{path}.{key}" : $"{path}[{Display.Quoted(key)}]";

    public static string Index(string path, int index) => $"{path}[{index}]";

    /// <summary>Whether a key stands in a path as it is; every other one is quoted, or a message could be misread.</summary>
    private static bool IsPlain(string key) =>
        key.Length is > 0 and <= LongestKey && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}
