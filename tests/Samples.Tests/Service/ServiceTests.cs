using Npgsql;
using Samples.AspNetService;
using Xunit.Abstractions;

namespace Infra.Samples.Tests.Service;

/// <summary>The sample aspnet-service with real servers.</summary>
public sealed class ServiceTests(ITestOutputHelper output)
{
    [RealServersFact]
    public async Task Service_UnderLoad_FailsNoWriteWhilePodsAndPrimaryAreReplaced()
    {
        using var target = new ServiceTarget();
        await target.UpAsync();
        _ = await target.OnPrimaryAsync<object>(
            "orders", await File.ReadAllTextAsync(Repository.Path("samples", "aspnet-service", "schema.sql")) + "SELECT 1");
        var (readWrite, readOnly) = (target.Connection("readWrite"), target.Connection("readOnly"));
        Assert.Equal((20, 10), (new NpgsqlConnectionStringBuilder(readWrite).MaxPoolSize, new NpgsqlConnectionStringBuilder(readOnly).MaxPoolSize));
        using var service = await ServiceProcess.StartAsync(readWrite, readOnly);
        await using var load = new OrderLoad(service, target);
        await load.AllProceedAsync();

        await target.RollAsync();
        await load.AllProceedAsync();
        var rolled = load.Answers.Count;
        var switchover = await target.FailOverAsync();
        await load.AllProceedAsync();
        var switched = load.Answers.Count;
        target.KillPrimary();
        var failover = await target.FailOverAsync();
        await load.AllProceedAsync();
        await load.StopAsync();

        output.WriteLine(
            $"{rolled} orders while pods were replaced, {switched - rolled} during a switchover, {load.Answers.Count - switched} during a failover, "
            + $"at most {load.MostBackends} of {target.PlannedBackends} server connections");
        Assert.Equal((true, false, true), (switchover.Planned, failover.Planned, failover.Synchronous));
        // 200 is the answer to an order that was committed before, when only the answer was lost.
        Assert.DoesNotContain(load.Answers, answer => answer.Value is not (200 or 201));
        // Every order that was promised is there, and none twice or unasked.
        Assert.Equal(load.Answers.Count, await target.OnPrimaryAsync<long>("orders", "SELECT count(*) FROM orders"));
        Assert.InRange(load.MostBackends, 1, target.PlannedBackends);
        Assert.True(load.Health is { Asked: > 0, Unwell: 0 }, $"{load.Health}");
        Assert.Equal(new Order("tea", 2), await service.FindAsync(load.Answers.Keys.First()));
        var summary = await service.SummaryAsync();
        Assert.True(summary is { FromReplica: true, Orders: > 0 }, $"{summary}");
    }

    [RealServersFact]
    public async Task Place_TheSameOrderTwice_MakesOne()
    {
        using var target = new ServiceTarget();
        await target.UpAsync();
        _ = await target.OnPrimaryAsync<object>(
            "orders", await File.ReadAllTextAsync(Repository.Path("samples", "aspnet-service", "schema.sql")) + "SELECT 1");
        using var service = await ServiceProcess.StartAsync(target.Connection("readWrite"), target.Connection("readOnly"));
        var id = new Guid("7f2c2f4e-0f0a-4e43-8f0b-2a9f7a3e1c11");

        Assert.Equal((201, 200), (await service.PlaceAsync(id), await service.PlaceAsync(id)));
        Assert.Equal(1, await target.OnPrimaryAsync<long>("orders", "SELECT count(*) FROM orders"));
    }
}
