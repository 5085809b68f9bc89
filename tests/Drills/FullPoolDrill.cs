using Npgsql;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class FullPoolDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    private const int Clients = 300;
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    [RealServersFact]
    public async Task Wait_ForAPoolThatLongTransactionsHold_EndsAfterTheQueueWaitAndNotBefore()
    {
        await Target.ResetAsync();
        TimeSpan wait = Target.QueueWait, work = wait + TimeSpan.FromSeconds(6);
        await TestTarget.ScalarAsync<int>(Target.Server("app"), "DROP TABLE IF EXISTS held; CREATE TABLE held (client int); SELECT 1");
        NpgsqlConnection[] clients = await OpenAsync();
        try
        {
            (TimeSpan Took, string? Error)[] ends = await Task.WhenAll(clients.Select((client, number) => WorkAsync(client, number, work)));
            int[] rows = await TestTarget.ScalarAsync<int[]>(
                Target.Superuser(), "SELECT coalesce(array_agg(client ORDER BY client), '{}') FROM held");

            (TimeSpan Took, string? Error)[] refused = [.. ends.Where(end => end.Error is not null).OrderBy(end => end.Took)];
            Print($"full pool: {Clients} clients, {ends.Length - refused.Length} worked for {work.TotalSeconds} s, {refused.Length} were refused",
                $"after {refused[0].Took.TotalSeconds:0.0} to {refused[^1].Took.TotalSeconds:0.0} s (queue wait {wait.TotalSeconds} s)");
            Assert.InRange(ends.Length - refused.Length, 1, Target.PlannedBackends);
            Assert.All(refused, end => Assert.Equal("08P01: query_wait_timeout", end.Error));
            // PgBouncer counts from when it looked at its clock last, a moment before the request came.
            Assert.True(refused[0].Took > wait - TimeSpan.FromMilliseconds(100), $"{refused[0]} is too soon");
            Assert.True(refused[^1].Took < wait + Late, $"{refused[^1]} is too late");
            // Who was told that it is done is in the table, once; who was refused is not.
            Assert.Equal(Enumerable.Range(0, Clients).Where(number => ends[number].Error is null), rows);
        }
        finally
        {
            foreach (NpgsqlConnection client in clients)
                await client.DisposeAsync();
        }
    }

    private async Task<NpgsqlConnection[]> OpenAsync()
    {
        NpgsqlConnection[] clients =
        [
            .. Enumerable.Range(0, Clients).Select(_ => new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(Target.Connection("readWrite", 1)) { Pooling = false, Timeout = 60 }.ConnectionString)),
        ];
        await Parallel.ForEachAsync(clients, async (client, stop) => await client.OpenAsync(stop));
        return clients;
    }

    private static async Task<(TimeSpan Took, string? Error)> WorkAsync(NpgsqlConnection client, int number, TimeSpan work)
    {
        long began = Traffic.Now;
        try
        {
            await using NpgsqlCommand command = new("WITH written AS (INSERT INTO held VALUES ($2)) SELECT pg_sleep($1)", client);
            command.Parameters.Add(new() { Value = work.TotalSeconds });
            command.Parameters.Add(new() { Value = number });
            await command.ExecuteNonQueryAsync();
            return (Traffic.Since(began), null);
        }
        catch (NpgsqlException refused)
        {
            return (Traffic.Since(began), refused.Message);
        }
    }
}
