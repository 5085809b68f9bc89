using Infra.Cli.Local;
using Npgsql;

namespace Infra.Integration;

public sealed class UpTests
{
    [RealServersFact]
    public async Task Up_FreshThenAgain_ServesBothRoutesAndThenChangesNothing()
    {
        using TestTarget target = new();

        LocalResult first = await target.UpAsync();

        Assert.True(first.Changed);
        Assert.Equal(["primary Created", "replica-0 Created"], first.Parts.Take(2).Select(part => $"{part.Name} {part.Change}"));
        Assert.Equal(2, first.Parts.Count(part => part is { Kind: PartKind.Pod, Change: PartChange.Created, Pid: > 0 }));
        Assert.False(await TestTarget.ScalarAsync<bool>(target.Pooled(), "SELECT pg_is_in_recovery()"));
        Assert.True(await TestTarget.ScalarAsync<bool>(target.Pooled("app_ro"), "SELECT pg_is_in_recovery()"));
        Assert.Equal("20s", await TestTarget.ScalarAsync<string>(target.Pooled(), "SHOW statement_timeout"));
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(
            () => TestTarget.ScalarAsync<object>(target.Pooled("app_ro"), "CREATE TABLE t (i int)"));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);

        LocalResult second = await target.UpAsync();

        Assert.False(second.Changed, string.Join('\n', second.Parts));
        Assert.Equal(first.Parts.Select(part => part.Pid), second.Parts.Select(part => part.Pid));
        Assert.Equal(second.Parts.AsEnumerable(), LocalTarget.Status(target.Folders).Parts);
    }
}
