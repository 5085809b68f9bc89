using Npgsql;

namespace Infra.Cli.Local;

/// <summary>A statement prepared once works in a later transaction, also when that runs on another server connection.</summary>
internal static class PreparedStatementProbe
{
    private const int Attempts = 6;
    // With fewer, holding one back could leave none for the statement.
    private const int EnoughBackends = 4;

    public static async Task<(bool Ok, string Detail)> RunAsync(ProbeRequest request, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await RouteProbes.OpenAsync(request.ReadWrite, cancellation);
        await using NpgsqlCommand statement = new("SELECT pg_backend_pid(), $1 * 2", connection);
        NpgsqlParameter<int> number = new() { TypedValue = 21 };
        statement.Parameters.Add(number);
        await statement.PrepareAsync(cancellation);
        (int first, int answer) = await ExecuteAsync(connection, statement, cancellation);

        await using NpgsqlConnection? blocker = request.PlannedBackends < EnoughBackends ? null : await OccupyAsync(request.ReadWrite, first, cancellation);
        number.TypedValue = 34;
        (int second, int again) = await ExecuteAsync(connection, statement, cancellation);
        bool ok = statement.IsPrepared && answer == 42 && again == 68;
        string where = first == second ? "on one server connection" : "on two server connections";
        return (ok, ok ? $"prepared once, used in two transactions {where}" : $"answers {answer} and {again} instead of 42 and 68");
    }

    /// <summary>Opens a transaction on the server connection that was used, so that the next use needs another one.</summary>
    private static async Task<NpgsqlConnection?> OccupyAsync(string connectionString, int backend, CancellationToken cancellation)
    {
        // Which pod a new connection meets is up to the kernel, and the server connection belongs to one pod.
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            NpgsqlConnection blocker = await RouteProbes.OpenAsync(connectionString, cancellation);
            await blocker.BeginTransactionAsync(cancellation);
            if (await Sql.ScalarAsync<int>(blocker, "SELECT pg_backend_pid()", cancellation) == backend)
                return blocker;
            await blocker.DisposeAsync();
        }
        return null;
    }

    private static async Task<(int Backend, int Answer)> ExecuteAsync(
        NpgsqlConnection connection, NpgsqlCommand statement, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        (int, int) result;
        await using (NpgsqlDataReader reader = await statement.ExecuteReaderAsync(cancellation))
        {
            await reader.ReadAsync(cancellation);
            result = (reader.GetInt32(0), reader.GetInt32(1));
        }
        await transaction.CommitAsync(cancellation);
        return result;
    }
}
