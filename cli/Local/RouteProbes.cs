using Npgsql;

namespace Infra.Cli.Local;

/// <summary>Checks of where a route leads and how it is protected.</summary>
internal static class RouteProbes
{
    public static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>One committed transaction that writes, reads it back and leaves nothing behind.</summary>
    public static async Task<(bool Ok, string Detail)> WriteAsync(string connectionString, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await OpenAsync(connectionString, cancellation);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        int backend = await Sql.ScalarAsync<int>(connection, "SELECT pg_backend_pid()", cancellation);
        string table = Sql.Name($"infra_probe_{backend}");
        await Sql.ExecuteAsync(connection, $"CREATE TABLE {table} (number int)", cancellation);
        await Sql.ExecuteAsync(connection, $"INSERT INTO {table} SELECT generate_series(1, 10)", cancellation);
        long sum = await Sql.ScalarAsync<long>(connection, $"SELECT sum(number) FROM {table}", cancellation);
        await Sql.ExecuteAsync(connection, $"DROP TABLE {table}", cancellation);
        await transaction.CommitAsync(cancellation);
        return (sum == 55, sum == 55 ? "10 rows written, read back and removed in one transaction" : $"the rows written add up to {sum} instead of 55");
    }

    /// <summary>The route ends at a replica, and a write is refused with 25006.</summary>
    public static async Task<(bool Ok, string Detail)> ReadOnlyAsync(string connectionString, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await OpenAsync(connectionString, cancellation);
        if (!await Sql.ScalarAsync<bool>(connection, "SELECT pg_is_in_recovery()", cancellation))
            return (false, "pg_is_in_recovery() is false: the route ends at the primary");
        try
        {
            await Sql.ExecuteAsync(connection, "CREATE TABLE infra_probe (number int)", cancellation);
            return (false, "a write was accepted");
        }
        catch (PostgresException refused)
        {
            return (refused.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction,
                $"pg_is_in_recovery() is true, and a write is refused with {refused.SqlState}");
        }
    }

    /// <summary>TLS from the client to the pooler and from there to the server; without it the pooler refuses.</summary>
    public static async Task<(bool Ok, string Detail)> TlsAsync(string connectionString, CancellationToken cancellation)
    {
        NpgsqlConnectionStringBuilder builder = new(connectionString) { SslMode = SslMode.VerifyFull };
        string server;
        await using (NpgsqlConnection connection = await OpenAsync(builder.ConnectionString, cancellation))
        {
            server = await Sql.ScalarAsync<string>(connection,
                "SELECT coalesce(version, 'none') FROM pg_stat_ssl WHERE pid = pg_backend_pid()", cancellation);
        }
        if (server == "none")
            return (false, "client to pooler verified, pooler to server without TLS");
        try
        {
            builder.SslMode = SslMode.Disable;
            await using NpgsqlConnection plain = await OpenAsync(builder.ConnectionString, cancellation);
            return (false, "the pooler accepts a client without TLS");
        }
        catch (NpgsqlException)
        {
            return (true, $"client to pooler verified (verify-full) and refused without TLS, pooler to server {server}");
        }
    }
}
