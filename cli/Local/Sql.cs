using System.Net;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>Statements over Npgsql.</summary>
internal static class Sql
{
    /// <summary>A connection that belongs to nobody else and verifies the server's certificate.</summary>
    public static async Task<NpgsqlConnection> ConnectAsync(
        IPEndPoint address, string database, string user, string password, string caFile, CancellationToken cancellation)
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder
        {
            Host = address.Address.ToString(),
            Port = address.Port,
            Database = database,
            Username = user,
            Password = password,
            SslMode = SslMode.VerifyFull,
            RootCertificate = caFile,
            Pooling = false,
            Timeout = 15,
            CommandTimeout = 60,
        }.ConnectionString);
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

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<T> ScalarAsync<T>(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public static async Task<List<T>> ColumnAsync<T>(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] parameters)
    {
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellation);
        List<T> values = [];
        while (await reader.ReadAsync(cancellation))
            values.Add(reader.GetFieldValue<T>(0));
        return values;
    }

    /// <summary>A name as SQL writes it.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as SQL writes it, for the statements that take no parameters.</summary>
    public static string Text(string text) => $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
