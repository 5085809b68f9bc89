namespace Infra.Pooling.Sql;

/// <summary>Names and values as PostgreSQL reads them, whatever is in them.</summary>
public static class SqlText
{
    /// <summary>A name in double quotes.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text in single quotes, in the form that reads the same whatever standard_conforming_strings says.</summary>
    public static string Literal(string text)
    {
        var doubled = text.Replace("'", "''", StringComparison.Ordinal);
        return doubled.Contains('\\', StringComparison.Ordinal)
            ? $"E'{doubled.Replace("\\", "\\\\", StringComparison.Ordinal)}'"
            : $"'{doubled}'";
    }

    /// <summary>An anonymous block that does something unless a condition already holds.</summary>
    /// <param name="condition">An SQL condition.</param>
    /// <param name="statement">What to do, without a semicolon.</param>
    public static string Unless(string condition, string statement) => $"DO {Quoted($"BEGIN IF NOT ({condition}) THEN {statement}; END IF; END")};";

    /// <summary>A text in dollar quotes, with a tag that it does not hold.</summary>
    public static string Quoted(string body)
    {
        var tag = "$body$";
        for (var number = 1; body.Contains(tag, StringComparison.Ordinal); number++)
            tag = $"$body{number}$";
        return $"{tag}{body}{tag}";
    }
}
