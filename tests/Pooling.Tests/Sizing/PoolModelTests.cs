using Infra.Pooling.Sizing;

namespace Infra.Pooling.Tests.Sizing;

public sealed class PoolModelTests
{
    private static readonly PoolWork OneSecond = new(TimeSpan.FromSeconds(1)) { BusyShare = 0 };

    /// <summary>Erlang's C by the load in erlangs, as in printed tables.</summary>
    [Theory]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(2, 1, 0.333333)]
    [InlineData(5, 4, 0.554113)]
    [InlineData(10, 8, 0.409180)]
    [InlineData(1, 0.99, 0.99)]
    public void Predict_TextbookLoads_WaitAsErlangSays(int connections, double erlangs, double expected)
    {
        var prediction = PoolModel.Predict(OneSecond, new PoolDemand.Open(erlangs), connections);

        Assert.Equal(expected, prediction.WaitProbability, 6);
        Assert.Equal(erlangs / connections, prediction.Utilisation, 9);
        Assert.Equal(expected / (connections - erlangs), prediction.MeanWait!.Value.TotalSeconds, 5);
        Assert.Equal(Math.Log(100 * expected) / (connections - erlangs), prediction.P99Wait!.Value.TotalSeconds, 4);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(5000)]
    [InlineData(60000)]
    public void Predict_ManyConnections_AgreesWithErlangsRecursion(int connections)
    {
        foreach (var load in new[] { 0.3, 0.9, 0.99, 0.9999 })
        {
            var erlangs = connections * load;
            var blocked = 1.0;
            for (var server = 1; server <= connections; server++)
                blocked = erlangs * blocked / (server + (erlangs * blocked));
            var expected = blocked / (1 - (load * (1 - blocked)));

            var prediction = PoolModel.Predict(OneSecond, new PoolDemand.Open(erlangs), connections);

            Assert.Equal(expected, prediction.WaitProbability, 9);
            Assert.Equal(load, prediction.Utilisation, 9);
        }
    }

    [Fact]
    public void Predict_MoreThanThePoolCanDo_HasNoWaitToName()
    {
        var prediction = PoolModel.Predict(OneSecond, new PoolDemand.Open(4), 4);

        Assert.Equal((4, 1, 1), (prediction.PerSecond, prediction.Utilisation, prediction.WaitProbability));
        Assert.Null(prediction.MeanWait);
        Assert.Null(prediction.P99Wait);
        Assert.False(prediction.IsStable);
        Assert.Equal(
            "More comes than the pool can do: the queue grows until clients give up, and no figure describes it.",
            Assert.Single(prediction.Doubts));
    }

    /// <summary>Two machines, one repairman: the shares of time are 1 : 2r : 2r².</summary>
    [Fact]
    public void Predict_TwoClientsOfOneConnection_IsTheMachineRepairman()
    {
        var prediction = PoolModel.Predict(OneSecond, new PoolDemand.Closed(2, TimeSpan.FromSeconds(2)), 1);

        // r = 1/2: 1 : 1 : 1/2, so the connection rests 2/5 of the time and one client waits 1/5 of it.
        Assert.Equal(0.6, prediction.PerSecond, 6);
        Assert.Equal(0.6, prediction.Utilisation, 6);
        Assert.Equal(0.2 / 0.6, prediction.MeanWait!.Value.TotalSeconds, 6);
        // Who comes finds the other client there for 1/3 of the time, and then waits for it: e^(-t) / 3 = 0.01.
        Assert.Equal(1.0 / 3, prediction.WaitProbability, 6);
        Assert.Equal(Math.Log(100.0 / 3), prediction.P99Wait!.Value.TotalSeconds, 5);
    }

    [Theory]
    [InlineData(10, 3, 0.5)]
    [InlineData(40, 25, 0.25)]
    [InlineData(7, 7, 1)]
    [InlineData(12, 20, 3)]
    public void Predict_Clients_AgreesWithTheSumOverAllStates(int clients, int connections, double think)
    {
        var weights = new double[clients + 1];
        weights[0] = 1;
        for (var state = 1; state <= clients; state++)
            weights[state] = weights[state - 1] * (clients - state + 1) / think / Math.Min(state, connections);
        var all = weights.Sum();
        var done = weights.Select((weight, state) => weight * Math.Min(state, connections)).Sum() / all;
        var queued = weights.Select((weight, state) => weight * Math.Max(0, state - connections)).Sum() / all;

        var prediction = PoolModel.Predict(OneSecond, new PoolDemand.Closed(clients, TimeSpan.FromSeconds(think)), connections);

        Assert.Equal(done, prediction.PerSecond, 5);
        Assert.Equal(queued / done, prediction.MeanWait!.Value.TotalSeconds, 5);
    }

    [Fact]
    public void Predict_ClientsWithoutAPause_FillThePool()
    {
        var prediction = PoolModel.Predict(OneSecond with { Variation = 4 }, new PoolDemand.Closed(900, TimeSpan.Zero), 50);

        Assert.Equal((50.0, 1.0, 1.0), (prediction.PerSecond, prediction.Utilisation, prediction.WaitProbability));
        Assert.Equal(TimeSpan.FromSeconds(17), prediction.MeanWait);
    }

    [Fact]
    public void Predict_BusyWork_IsBoundedByTheProcessors()
    {
        var work = new PoolWork(TimeSpan.FromMilliseconds(10)) { BusyShare = 0.5, VCpu = 2 };

        double Done(int connections) => PoolModel.Predict(work, new PoolDemand.Closed(1000, TimeSpan.Zero), connections).PerSecond;

        Assert.Equal(100, Done(1), 6);
        Assert.Equal(200, Done(2), 6);
        Assert.InRange(Done(4), 300, 360);
        Assert.Equal(400, Done(100), 6);
        Assert.Equal(200, PoolModel.Predict(work with { BusyShare = 1 }, new PoolDemand.Closed(1000, TimeSpan.Zero), 2).PerSecond, 6);
        Assert.Equal(200, PoolModel.Predict(work with { BusyShare = 1 }, new PoolDemand.Closed(1000, TimeSpan.Zero), 500).PerSecond, 6);
    }

    [Fact]
    public void Predict_ShortWork_IsBoundedByThePooler()
    {
        var work = new PoolWork(TimeSpan.FromMilliseconds(0.1)) { BusyShare = 0.4, VCpu = 2, PoolerTime = TimeSpan.FromMilliseconds(0.05) };

        Assert.Equal(20000, PoolModel.Predict(work, new PoolDemand.Closed(900, TimeSpan.Zero), 50).PerSecond, 3);
        Assert.Equal(10000, PoolModel.Predict(work, new PoolDemand.Closed(900, TimeSpan.Zero), 1).PerSecond, 3);
        // Two processes do twice as much until the processors of the server are all at work.
        Assert.Equal(40000, PoolModel.Predict(work with { Pools = 2 }, new PoolDemand.Closed(900, TimeSpan.Zero), 50).PerSecond, 3);
        Assert.Equal(50000, PoolModel.Predict(work with { Pools = 4 }, new PoolDemand.Closed(900, TimeSpan.Zero), 50).PerSecond, 3);
    }

    [Fact]
    public void Predict_RandomWork_IsMonotoneInConnections()
    {
        var random = new Random(11);
        for (var round = 0; round < 50; round++)
        {
            var hold = TimeSpan.FromMilliseconds(0.2 + (random.NextDouble() * 50));
            var work = new PoolWork(hold)
            {
                Variation = random.NextDouble() * 3,
                BusyShare = random.NextDouble() * 0.9,
                VCpu = random.Next(4) == 0 ? null : 0.5 + (random.NextDouble() * 16),
                PoolerTime = random.Next(2) == 0 ? TimeSpan.Zero : hold * 0.1,
                Pools = random.Next(1, 4),
            };
            PoolDemand demand = random.Next(2) == 0
                ? new PoolDemand.Open(1 + (random.NextDouble() * 2000))
                : new PoolDemand.Closed(random.Next(1, 900), TimeSpan.FromMilliseconds(random.Next(3) * 20));
            var known = PoolModel.Predict(work, demand, 1);
            for (var connections = 2; connections < 30; connections++)
            {
                var next = PoolModel.Predict(work, demand, connections);
                var named = $"round {round}: {work}, {demand}, {connections}";
                // A tick is the unit that times are rounded to.
                Assert.True(next.PerSecond >= known.PerSecond * (1 - 1e-6), named);
                Assert.True(!known.IsStable || next.MeanWait <= known.MeanWait!.Value * 1.000001 + TimeSpan.FromTicks(2), named);
                Assert.True(!known.IsStable || next.P99Wait <= known.P99Wait!.Value * 1.000001 + TimeSpan.FromTicks(2), named);
                Assert.InRange(next.Utilisation, 0, 1);
                Assert.InRange(next.WaitProbability, 0, 1);
                Assert.True(next.ProcessorUtilisation is null or (>= 0 and <= 1), named);
                known = next;
            }
        }
    }

    [Theory]
    [InlineData(double.NaN, 1, 1, 1)]
    [InlineData(-1, 1, 1, 1)]
    [InlineData(0.5, double.NaN, 1, 1)]
    [InlineData(0.5, 1, 0, 1)]
    [InlineData(0.5, 1, double.NaN, 1)]
    [InlineData(0.5, 1, 1, double.NaN)]
    [InlineData(0.5, 1, 1, 0)]
    [InlineData(0.5, 1, 1, double.PositiveInfinity)]
    public void Predict_NoFigures_AreRefused(double busy, double variation, double processors, double perSecond)
    {
        var work = OneSecond with { BusyShare = busy, Variation = variation, VCpu = processors };

        Assert.Throws<ArgumentOutOfRangeException>(() => PoolModel.Predict(work, new PoolDemand.Open(perSecond), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoolModel.Recommend(work, new PoolDemand.Open(perSecond)));
    }

    [Fact]
    public void Predict_WrongSizes_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PoolModel.Predict(OneSecond, new PoolDemand.Open(1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoolModel.Predict(OneSecond, new PoolDemand.Closed(0, TimeSpan.Zero), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoolModel.Predict(new PoolWork(TimeSpan.Zero), new PoolDemand.Open(1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PoolModel.Recommend(OneSecond, new PoolDemand.Open(1), new() { Most = 0 }));
        var contradiction = OneSecond with { BusyShare = 0.8, PoolerTime = TimeSpan.FromSeconds(0.4) };
        Assert.Equal(
            "The busy share and the pooler's time are more than the whole. (Parameter 'PoolerTime')",
            Assert.Throws<ArgumentOutOfRangeException>(() => PoolModel.Predict(contradiction, new PoolDemand.Open(1), 1)).Message);
    }
}
