using System.Collections.Immutable;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads <c>timeouts</c>.</summary>
internal static class TimeoutReader
{
    private static readonly ImmutableArray<string> Keys = ["connect", "queueWait", "lock", "statement", "command", "idleInTransaction"];
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Milliseconds = TimeSpan.FromMilliseconds(1);

    public static TimeoutOptions Read(Cursor cursor)
    {
        var none = new TimeoutOptions();
        if (cursor.Object(Keys) is not { } section)
            return none;
        return new TimeoutOptions
        {
            Connect = section["connect"].Duration(Shortest, Longest, Seconds) ?? none.Connect,
            // One second less is left for the pooler's own attempt to connect, which must end before the client's wait does.
            QueueWait = section["queueWait"].Duration(Shortest * 2, Longest, Seconds) ?? none.QueueWait,
            Lock = section["lock"].Duration(Shortest, Longest, Milliseconds) ?? none.Lock,
            Statement = section["statement"].Duration(Shortest, Longest, Milliseconds) ?? none.Statement,
            Command = section["command"].Duration(Shortest, Longest, Seconds) ?? none.Command,
            IdleInTransaction = section["idleInTransaction"].Duration(Shortest, Longest, Milliseconds) ?? none.IdleInTransaction,
        };
    }
}
