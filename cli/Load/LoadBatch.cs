using System.Globalization;
using Npgsql;

namespace Infra.Cli.Load;

/// <summary>The statements of a step as they are sent: all at once, in one transaction.</summary>
internal static class LoadBatch
{
    public static NpgsqlBatch Create(NpgsqlConnection connection, LoadStep step, TimeSpan? guard)
    {
        NpgsqlBatch batch = new(connection);
        if (guard is { } longest)
        {
            string milliseconds = ((long)longest.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"SELECT set_config('transaction_read_only', 'on', true), set_config('statement_timeout', '{milliseconds}', true)"));
        }
        foreach (string statement in step.Statements)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
        if (step.Query is null)
        {
            NpgsqlParameterCollection parameters = batch.BatchCommands[^1].Parameters;
            if (step.IsWaiting)
                parameters.Add(new NpgsqlParameter<double>());
            if (step.IsBusy)
                parameters.Add(new NpgsqlParameter<int>());
        }
        return batch;
    }

    /// <summary>Chooses the times of the next execution.</summary>
    public static void Draw(NpgsqlBatch batch, LoadStep step, double busyRoundsPerSecond, Random random)
    {
        NpgsqlParameterCollection parameters = batch.BatchCommands[^1].Parameters;
        foreach (NpgsqlParameter parameter in parameters)
        {
            if (parameter is NpgsqlParameter<double> seconds)
                seconds.TypedValue = step.Waiting.Next(random).TotalSeconds;
            else if (parameter is NpgsqlParameter<int> rounds)
                rounds.TypedValue = (int)Math.Min(int.MaxValue, Math.Round(step.Busy.Next(random).TotalSeconds * busyRoundsPerSecond));
        }
    }

    /// <summary>Sends it; the seconds that the server had spent on the transaction when it answered.</summary>
    public static async Task<double> ExecuteAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellation);
        for (int skipped = 1; skipped < batch.BatchCommands.Count; skipped++)
            await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetDouble(reader.FieldCount - 1);
    }
}
