using Infra.Cli.Local;
using Npgsql;

namespace Infra.Integration;

public sealed class RoleTests
{
    [RealServersFact]
    public async Task Up_RolesThatChange_GetTheirNewRightsAndPasswords()
    {
        using TestTarget target = new();
        await target.UpAsync();
        await TestTarget.ScalarAsync<object>(target.Pooled(), "CREATE TABLE notes AS SELECT 1 AS number; SELECT number FROM notes");

        Assert.Equal(1, await AsReaderAsync(target, "SELECT number FROM notes"));
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => AsReaderAsync(target, "DELETE FROM notes RETURNING number"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);

        string before = Reader(target);
        target.Fixture = target.Fixture with
        {
            ReaderAccess = RoleAccess.ReadWrite,
            Passwords = target.Fixture.Passwords.Add("reader", "another one"),
        };
        LocalResult changed = await target.UpAsync();

        Assert.True(changed.DatabaseChanged);
        Assert.All(changed.Parts, part => Assert.Equal(part.Kind == PartKind.Pod ? PartChange.Reloaded : PartChange.Unchanged, part.Change));
        Assert.Equal(1, await AsReaderAsync(target, "DELETE FROM notes RETURNING number"));
        await Assert.ThrowsAsync<PostgresException>(() => TestTarget.ScalarAsync<int>(before, "SELECT 1"));
        Assert.False((await target.UpAsync()).Changed);
    }

    [RealServersFact]
    public async Task Up_RoleOfTheLocalTargetItself_IsRefused()
    {
        using TestTarget target = new() { Fixture = new Fixture { Owner = "infra_superuser" } };

        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(() => target.UpAsync());

        Assert.Equal(
            "the local target keeps this role for itself (received infra_superuser); allowed: any name but infra_superuser and infra_replicator; "
            + "fix: give the role another name",
            refused.Message);
    }

    private static string Reader(TestTarget target) => target.Connection(target.Ports.Pooler, "app", pooling: false, "reader");

    private static Task<int> AsReaderAsync(TestTarget target, string sql) => TestTarget.ScalarAsync<int>(Reader(target), sql);
}
