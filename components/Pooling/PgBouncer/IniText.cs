using System.Text;

namespace Infra.Pooling.PgBouncer;

/// <summary>What the characters of a pgbouncer.ini are to PgBouncer: C's isspace, isblank and isalnum in the C locale.</summary>
internal static class IniText
{
    /// <summary>isspace.</summary>
    public static readonly char[] Blanks = [' ', '\t', '\n', '\v', '\f', '\r'];

    /// <summary>MAX_DBNAME of PgBouncer's include/bouncer.h less the closing zero: the longest database name in bytes.</summary>
    public const int LongestDatabaseName = 63;

    /// <summary>isspace.</summary>
    public static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r');

    /// <summary>isblank.</summary>
    public static bool IsBlank(char c) => c is ' ' or '\t';

    /// <summary>A character that a name may hold without quotes.</summary>
    public static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '*';

    /// <summary>Length in bytes.</summary>
    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
