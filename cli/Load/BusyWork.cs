using System.Diagnostics;
using Npgsql;

namespace Infra.Cli.Load;

/// <summary>Work that keeps one core of a server busy and touches no table.</summary>
internal static class BusyWork
{
    private const int Samples = 7;
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(10);

    /// <summary>An expression that does so many rounds.</summary>
    public static string Expression(string rounds) => $"SELECT max(md5(i::text)) FROM generate_series(1, {rounds}) i";

    /// <summary>How many rounds the server does in a second when nobody disturbs it: the fastest of some tries.</summary>
    public static async Task<double> RoundsPerSecondAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        int rounds = 500;
        TimeSpan took = await TakeAsync(connection, rounds, cancellation);
        while (took < LongEnough)
            took = await TakeAsync(connection, rounds *= 2, cancellation);
        for (int sample = 0; sample < Samples; sample++)
        {
            TimeSpan again = await TakeAsync(connection, rounds, cancellation);
            took = again < took ? again : took;
        }
        return rounds / took.TotalSeconds;
    }

    private static async Task<TimeSpan> TakeAsync(NpgsqlConnection connection, int rounds, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new($"SELECT ({Expression("$1")}), extract(epoch FROM clock_timestamp() - statement_timestamp())::float8", connection);
        command.Parameters.Add(new() { Value = rounds });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        bool answered = await reader.ReadAsync(cancellation);
        Debug.Assert(answered, "a query without FROM has one row");
        return TimeSpan.FromSeconds(reader.GetDouble(1));
    }
}
