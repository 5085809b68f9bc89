using Npgsql;

namespace Infra.Integration.Systems;

/// <summary>A pooler that asks the server who may log in.</summary>
public sealed class AuthQueryTests(RunningSystem system) : IClassFixture<RunningSystem>
{
    private const int Pods = 2;

    [RealServersFact]
    public async Task Login_AskedOfTheServer_FollowsItsRolesAndKeepsToItsPool()
    {
        RunningSystem asking = await system.UpAsync("local", specification => specification["pooler"]!["auth"] = "query");
        string write = asking.Connection("readWrite", "npgsql"), read = asking.Connection("readOnly", "npgsql");

        Assert.Equal("app", await WhoAsync(write));
        Assert.Equal("app", await WhoAsync(read));

        await AlterAsync(asking, "VALID UNTIL '2000-01-01'");
        Assert.Equal(Refused, await RefusalAsync(write));
        await AlterAsync(asking, "VALID UNTIL 'infinity' NOLOGIN");
        // The function has no row for such a role. A PgBouncer that has had one goes on with an empty password, another knows no such user.
        Assert.Contains(await RefusalAsync(write), new[] { Refused, Unknown });
        await AlterAsync(asking, "LOGIN");

        long most = await asking.MostBackendsAsync(Task.WhenAll(Enumerable.Range(0, 200).Select(_ => WhoAsync(write))), "pooler_auth", replica: false);
        Assert.InRange(most, 1, Pods * 2);
    }

    private const string Refused = "08P01: SASL authentication failed";
    private const string Unknown = "08P01: no such user";

    private static async Task<string> WhoAsync(string connection)
    {
        await using NpgsqlConnection client = new(Unpooled(connection));
        await client.OpenAsync();
        await using NpgsqlCommand command = new("SELECT session_user::text", client);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<string> RefusalAsync(string connection) =>
        (await Assert.ThrowsAsync<PostgresException>(() => WhoAsync(connection))) is var refused ? $"{refused.SqlState}: {refused.MessageText}" : "";

    private static async Task AlterAsync(RunningSystem asking, string change)
    {
        await using NpgsqlConnection server = new(asking.Superuser());
        await server.OpenAsync();
        await using NpgsqlCommand command = new($"ALTER ROLE app {change}", server);
        await command.ExecuteNonQueryAsync();
    }

    private static string Unpooled(string connection) => new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString;
}
