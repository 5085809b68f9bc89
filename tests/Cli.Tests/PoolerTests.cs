namespace Infra.Cli.Tests;

public sealed class PoolerTests : IDisposable
{
    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("pooler", "pause")]
    [InlineData("pooler", "pause", "local", "--admin", "postgresql://pooler_admin@localhost/pgbouncer")]
    public async Task Pooler_NoTargetOrTwo_IsRefused(params string[] arguments) => (await _project.RunAsync(arguments)).Refused(2,
        "error: name either the target local or the console of each pod with --admin\nsee: ./infra pooler --help\n");

    [Theory]
    [InlineData("postgresql://pooler_admin:hush@db.example:6432/pgbouncer")]
    [InlineData("postgresql://pooler_admin@db.example:6432/pgbouncer?password=hush")]
    public async Task Pooler_AddressWithPassword_IsRefusedAndNotRepeated(string address) =>
        (await _project.RunAsync("pooler", "resume", "--admin", address)).Refused(2,
            "error: --admin: the address of db.example holds a password, which every user of this machine could read; "
            + "fix: leave it out and set PGPASSWORD or PGPASSFILE\nsee: ./infra pooler --help\n");

    [Fact]
    public async Task Pooler_NoAddress_IsRefused() => (await _project.RunAsync("pooler", "reconnect", "--admin", "localhost:6432")).Refused(2,
        "error: --admin: an address is not one of a console; allowed: postgresql://USER@HOST:PORT/pgbouncer\nsee: ./infra pooler --help\n");

    [Theory]
    [InlineData("switchover needs the command that switches the database over; fix: ./infra pooler switchover local -- COMMAND",
        "switchover", "local")]
    [InlineData("switchover needs the command that switches the database over; fix: ./infra pooler switchover local -- COMMAND",
        "switchover", "--admin", "postgresql://pooler_admin@localhost/pgbouncer")]
    [InlineData("reboot: only switchover runs a command", "pause", "local", "--", "reboot")]
    [InlineData("name either the target local or the console of each pod with --admin", "switchover", "--", "reboot")]
    [InlineData("--json: switchover leaves standard output to its command", "switchover", "local", "--json", "--", "reboot")]
    public async Task Pooler_CommandWithoutPlaceOrPlaceWithoutCommand_IsRefused(string problem, params string[] arguments) =>
        (await _project.RunAsync(["pooler", .. arguments])).Refused(2, $"error: {problem}\nsee: ./infra pooler --help\n");

    [Theory]
    [InlineData("pause")]
    [InlineData("switchover", "--", "reboot")]
    public async Task Pooler_WithoutPsql_IsRefusedBeforeTheFirstOrder(string order, params string[] command)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", _project.Root);
        try
        {
            (await _project.RunAsync(["pooler", order, "--admin", "postgresql://pooler_admin@localhost/pgbouncer", .. command])).Refused(3,
                "error: psql is not on PATH; fix: install the client programs of PostgreSQL\n");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public async Task Pooler_LocalBeforeUp_SaysSo() => (await _project.RunAsync("pooler", "pause", "local")).Refused(2,
        "error: the local target has not been set up; fix: run ./infra up local\n");

    [Fact]
    public async Task Failover_BeforeUp_SaysSo() => (await _project.RunAsync("failover", "local")).Refused(2,
        "error: the local target has not been set up; fix: run ./infra up local\n");
}
