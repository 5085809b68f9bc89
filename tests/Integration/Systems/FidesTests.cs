using System.Text.Json.Nodes;
using Npgsql;

namespace Infra.Integration.Systems;

public sealed class FidesTests(RunningSystem system) : IClassFixture<RunningSystem>
{
    [PythonFact]
    public async Task Environment_OfFides_WritesToThePrimaryAndReadsFromTheReplicaAsItsOwnRole()
    {
        RunningSystem fides = await system.UpAsync("fides");

        JsonNode facts = await PythonDriver.RunAsync("fides_work", fides.Environment("fides"));

        Assert.Equal(
            """{"primaryInRecovery":false,"readerInRecovery":true,"readerUser":"fides_readonly","statementTimeout":"20s","lockTimeout":"15s","rows":1}""",
            facts.ToJsonString());
    }

    [RealServersFact]
    public async Task ReadOnlyRole_OnThePrimaryToo_MayReadLaterTablesAndWriteNothing()
    {
        RunningSystem fides = await system.UpAsync("fides");
        await using NpgsqlConnection owner = new(fides.Server("fides"));
        await owner.OpenAsync();
        await ExecuteAsync(owner, "CREATE TABLE IF NOT EXISTS later (id int); CREATE SEQUENCE IF NOT EXISTS later_seq");
        await using NpgsqlConnection reader = new(fides.Server("fides_readonly"));
        await reader.OpenAsync();

        await ExecuteAsync(reader, "SELECT FROM later");
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(reader, "INSERT INTO later VALUES (1)"));
        PostgresException forbidden = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(reader, "SET transaction_read_only = off; INSERT INTO later VALUES (1)"));

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, forbidden.SqlState);
    }

    [RealServersFact]
    public async Task UserLookup_OfARole_GivesTheVerifierThatThePoolerHoldsAndNothingOfOthers()
    {
        RunningSystem fides = await system.UpAsync("fides");
        await using NpgsqlConnection server = new(fides.Superuser());
        await server.OpenAsync();

        Assert.StartsWith("SCRAM-SHA-256$", await ScalarAsync(server, "SET ROLE pooler_auth; SELECT password FROM pooler.user_lookup('fides')"), StringComparison.Ordinal);
        Assert.Equal("0", await ScalarAsync(server, "SELECT count(*)::text FROM pooler.user_lookup(session_user::text)"));
        Assert.Equal("0", await ScalarAsync(server, "RESET ROLE; ALTER ROLE fides VALID UNTIL '2000-01-01'; SELECT count(password)::text FROM pooler.user_lookup('fides')"));
        await ExecuteAsync(server, "ALTER ROLE fides VALID UNTIL 'infinity'; SET ROLE fides");
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(server, "SELECT pooler.user_lookup('fides')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [PythonFact]
    public async Task Load_ThreeWorkersWithThreeHundredConnections_FitsOntoFiftyBackends()
    {
        RunningSystem fides = await system.UpAsync("fides");

        Task<JsonNode[]> workers = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PythonDriver.RunAsync("fides_load", fides.Environment("fides"))));
        long most = await fides.MostBackendsAsync(workers, "fides_readonly", replica: true);

        JsonNode[] figures = await workers;
        RunningSystem.Print($"Fides: {string.Join(' ', figures.Select(figure => figure.ToJsonString()))} over at most {most} of {fides.PlannedBackends} backends");
        Assert.Equal(900, figures.Sum(figure => (int)figure["connections"]!));
        Assert.Equal(50, fides.PlannedBackends);
        Assert.InRange(most, 1, fides.PlannedBackends);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (!await reader.ReadAsync())
            Assert.True(await reader.NextResultAsync());
        return reader.GetString(0);
    }
}
