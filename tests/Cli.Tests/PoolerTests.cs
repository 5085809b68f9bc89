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

    [Fact]
    public async Task Pooler_LocalBeforeUp_SaysSo() => (await _project.RunAsync("pooler", "pause", "local")).Refused(2,
        "error: the local target has not been set up; fix: run ./infra up local\n");

    [Fact]
    public async Task Failover_BeforeUp_SaysSo() => (await _project.RunAsync("failover", "local")).Refused(2,
        "error: the local target has not been set up; fix: run ./infra up local\n");
}
