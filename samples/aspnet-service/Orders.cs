namespace Samples.AspNetService;

/// <summary>An order.</summary>
/// <param name="Item">What is ordered.</param>
/// <param name="Quantity">How many.</param>
public sealed record Order(string Item, int Quantity);

/// <summary>All orders together.</summary>
/// <param name="Orders">How many there are.</param>
/// <param name="FromReplica">Whether a replica said so.</param>
public sealed record Summary(long Orders, bool FromReplica);

/// <summary>The orders in the database.</summary>
/// <param name="database">The database.</param>
public sealed class Orders(Database database)
{
    /// <summary>Places an order; false where it was placed before.</summary>
    public Task<bool> PlaceAsync(Guid id, Order order, CancellationToken cancellation) => database.WriteAsync(
        async (command, token) =>
        {
            // The connection may break between the commit and its answer. Then this runs again, and finds its own row.
            command.CommandText = "INSERT INTO orders (id, item, quantity) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING";
            command.Parameters.Add(new() { Value = id });
            command.Parameters.Add(new() { Value = order.Item });
            command.Parameters.Add(new() { Value = order.Quantity });
            return await command.ExecuteNonQueryAsync(token) == 1;
        },
        cancellation);

    /// <summary>An order; null where there is none.</summary>
    public Task<Order?> FindAsync(Guid id, CancellationToken cancellation) => database.WriteAsync(
        async (command, token) =>
        {
            command.CommandText = "SELECT item, quantity FROM orders WHERE id = $1";
            command.Parameters.Add(new() { Value = id });
            await using var reader = await command.ExecuteReaderAsync(token);
            return await reader.ReadAsync(token) ? new Order(reader.GetString(0), reader.GetInt32(1)) : null;
        },
        cancellation);

    /// <summary>All orders together, as a replica knows them.</summary>
    public Task<Summary> SummariseAsync(CancellationToken cancellation) => database.ReadAsync(
        async (command, token) =>
        {
            command.CommandText = "SELECT count(*), pg_is_in_recovery() FROM orders";
            await using var reader = await command.ExecuteReaderAsync(token);
            await reader.ReadAsync(token);
            return new Summary(reader.GetInt64(0), reader.GetBoolean(1));
        },
        cancellation);
}
