using Infra.Cli.Local;
using Npgsql;
using Xunit.Abstractions;

namespace Infra.Drills;

public sealed class RotationDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    [RealServersFact]
    [Trait(Duration, Minutes)]
    public async Task Rotate_WhileClientsLogInAllTheTime_RefusesNobody()
    {
        await Target.ResetAsync();
        string before = Target.Connection("readWrite", 1);
        // Every transaction logs in anew.
        await using Traffic traffic = await Traffic.StartAsync(Target, pooling: false);

        await Target.RotateAsync();
        string after = Target.Connection("readWrite", 1);
        traffic.Move(client => client % 2 == 0);
        await traffic.AllProceedAsync();
        MachineException tooSoon;
        await using (NpgsqlConnection late = new(before))
        {
            await late.OpenAsync();
            tooSoon = await Assert.ThrowsAsync<MachineException>(() => Target.RotateAsync(finish: true));
            NpgsqlConnection.ClearPool(late);
        }
        traffic.Move(_ => true);
        // Once for those who were on their way with the old string.
        await traffic.AllProceedAsync();
        await traffic.AllProceedAsync();
        Assert.True(await Wait.UntilAsync(IsFinishedAsync, TimeSpan.FromSeconds(60), TimeProvider.System, CancellationToken.None));
        await traffic.AllProceedAsync();

        await traffic.VerifyAsync();
        PostgresException refused = await Assert.ThrowsAsync<PostgresException>(() => TestTarget.ScalarAsync<int>(before, "SELECT 1"));
        Print($"rotation: {traffic.Connections} logins of {Traffic.Writers + Traffic.Readers} clients, {traffic.Failures.Length} failed; afterwards the old password is refused with {refused.SqlState}");
        Assert.StartsWith("clients still log in as app, whose passwords would change (received ", tooSoon.Message, StringComparison.Ordinal);
        Assert.NotEqual(new NpgsqlConnectionStringBuilder(before).Username, new NpgsqlConnectionStringBuilder(after).Username);
        Assert.Equal("app", await TestTarget.ScalarAsync<string>(after, "SELECT current_user::text"));
        Assert.Empty(traffic.Failures);
    }

    [RealServersFact]
    public async Task Finish_WhileSomebodyIsLoggedInPastThePooler_IsRefused()
    {
        await Target.ResetAsync();
        string role = new NpgsqlConnectionStringBuilder(Target.Connection("readWrite", 1)).Username!;
        await Target.RotateAsync();
        await using (NpgsqlConnection direct = new(Target.Server(role)))
        {
            await direct.OpenAsync();

            MachineException refused = await Assert.ThrowsAsync<MachineException>(() => Target.RotateAsync(finish: true));

            Assert.Equal($"clients still log in as {role}, whose passwords would change (received 0 clients of the pooler, 1 past it); allowed: none; "
                + "fix: give them the strings of ./infra outputs local --show-secrets and wait until they use them, or add --force", refused.Message);
        }
        Assert.True(await Wait.UntilAsync(IsFinishedAsync, TimeSpan.FromSeconds(60), TimeProvider.System, CancellationToken.None));
    }

    /// <summary>The late client's connection takes a moment to close.</summary>
    private async ValueTask<bool> IsFinishedAsync()
    {
        try
        {
            await Target.RotateAsync(finish: true);
            return true;
        }
        catch (MachineException)
        {
            return false;
        }
    }
}
