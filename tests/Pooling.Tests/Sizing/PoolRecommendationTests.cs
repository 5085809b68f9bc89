using Infra.Pooling.Sizing;

namespace Infra.Pooling.Tests.Sizing;

public sealed class PoolRecommendationTests
{
    /// <summary>
    /// pgbench on two processors, which it shared with PostgreSQL and PgBouncer: BEGIN, pg_sleep of 5 ms and END, 900 clients. Pools of
    /// 8, 22 and 50 did 952, 2201 and 2690 to 3437 a second; 8.4 ms of a connection is what 952 with 8 come to.
    /// </summary>
    private static readonly PoolWork Sleeping = new(TimeSpan.FromMilliseconds(8.4)) { BusyShare = 0.07, VCpu = 2 };

    private static readonly PoolDemand Load = new PoolDemand.Closed(900, TimeSpan.Zero);

    [Theory]
    [InlineData(8, 952, 952)]
    [InlineData(22, 2201, 2201)]
    [InlineData(50, 2690, 3437)]
    public void Predict_MeasuredSleepingTransactions_IsNearTheMeasurement(int connections, double least, double most)
    {
        var predicted = PoolModel.Predict(Sleeping, Load, connections).PerSecond;

        Assert.InRange(predicted, least * 0.85, most * 1.15);
    }

    /// <summary>
    /// The smallest that does all the work keeps 87 % of its connections busy, and there a client waits about as long as it is served.
    /// </summary>
    [Theory]
    [InlineData(600, 1, 10.3, 2, 7, 10.2, 11, 0.4)]
    [InlineData(900, 3, 20.3, 1, 7, 12.1, 9, 1.4)]
    public void Recommend_ClientsWithPauses_GetTheRoomThatArrivalsGet(
        int clients, double pause, double hold, double variation, int knee, double waitThere, int size, double most)
    {
        var work = new PoolWork(TimeSpan.FromMilliseconds(hold)) { Variation = variation, BusyShare = 0.01, VCpu = 2 };
        var demand = new PoolDemand.Closed(clients, TimeSpan.FromSeconds(pause));

        var recommended = PoolModel.Recommend(work, demand, new() { Most = 160 });

        Assert.Equal((size, SizeBound.Wait), (recommended.Size, recommended.Bound));
        Assert.InRange(recommended.Prediction.MeanWait!.Value.TotalMilliseconds, 0, most);
        Assert.InRange(PoolModel.Predict(work, demand, knee).MeanWait!.Value.TotalMilliseconds, waitThere * 0.97, waitThere * 1.03);
    }

    [Fact]
    public void Recommend_ClientsWithPausesOnBusyProcessors_TakesNoMoreThanTheseCanUse()
    {
        var work = new PoolWork(TimeSpan.FromMilliseconds(10)) { BusyShare = 0.8, VCpu = 2 };

        var recommended = PoolModel.Recommend(work, new PoolDemand.Closed(900, TimeSpan.FromSeconds(1)), new() { Most = 160 });

        Assert.Equal(SizeBound.Throughput, recommended.Bound);
        Assert.InRange(recommended.Size, 2, 8);
    }

    [Fact]
    public void Recommend_SleepingTransactions_TakesManyConnections()
    {
        var recommended = PoolModel.Recommend(Sleeping, Load);

        Assert.Equal(36, recommended.Size);
        Assert.Equal(SizeBound.Throughput, recommended.Bound);
        Assert.True(recommended.Prediction.PerSecond >= 0.98 * recommended.BestPerSecond);
    }

    [Fact]
    public void Recommend_ShortSelects_TakesFewConnections()
    {
        var selects = new PoolWork(TimeSpan.FromMilliseconds(0.1)) { BusyShare = 0.4, VCpu = 2, PoolerTime = TimeSpan.FromMilliseconds(0.05) };

        Assert.InRange(PoolModel.Recommend(selects, Load).Size, 2, 10);
    }

    [Fact]
    public void Recommend_WorkOfTheProcessorsAlone_TakesOneConnectionForEach()
    {
        var recommended = PoolModel.Recommend(new(TimeSpan.FromMilliseconds(10)) { BusyShare = 1, VCpu = 8 }, Load);

        Assert.Equal((8, SizeBound.Throughput, 800), (recommended.Size, recommended.Bound, recommended.BestPerSecond));
        Assert.Equal(
            "900 clients without a pause hold a connection for 10 ms in each transaction. 100 % of that time is work of the server's processors, "
            + "of which it may use 8, enough for 800/s; the times vary by 1 of their mean. 8 connections reach 98 % of what any number of connections does. "
            + "Expect 800/s, 100 % of the connections in use, 100 % of the processors, a mean wait of 1.115 s and a p99 wait of 1.204 s.",
            recommended.Reason);
    }

    [Fact]
    public void Recommend_FidesExample_HoldsTheWaitWithLessThanTheFormula()
    {
        var recommended = PoolModel.Recommend(new(TimeSpan.FromSeconds(0.2)) { BusyShare = 0 }, new PoolDemand.Open(1000));

        Assert.Equal((250, SizeBound.Wait), (recommended.Size, recommended.Bound));
        Assert.Equal(
            "1000 transactions/s × 200 ms keep 200 connections busy on average. None of that time is work of a processor. 250 connections are the "
            + "fewest of which at most 80 % are in use and that let one in a hundred wait longer than 100 ms. Expect 1000/s, 80 % of the connections in use, "
            + "a mean wait of less than 0.01 ms and a p99 wait of 0 ms.",
            recommended.Reason);
    }

    [Fact]
    public void Recommend_MoreThanTheProcessorsCanDo_SaysWhatItTakes()
    {
        var recommended = PoolModel.Recommend(new(TimeSpan.FromMilliseconds(20)) { BusyShare = 0.5, VCpu = 4 }, new PoolDemand.Open(1000));

        Assert.Equal(SizeBound.Impossible, recommended.Bound);
        Assert.Equal(400, recommended.BestPerSecond);
        Assert.Equal(
            "1000 transactions/s × 20 ms keep 20 connections busy on average. 50 % of that time is work of the server's processors, of which it may use 4, "
            + "enough for 400/s; the times vary by 1 of their mean. 11 connections are all that can be used, and nothing serves that: 400/s is the most. "
            + "It takes 15 vCPU, shorter transactions, or a part of the reads on replicas. Expect 394.3/s and a queue that grows without end.",
            recommended.Reason);
    }

    [Fact]
    public void Recommend_MoreThanTheConnectionsThatCanBeHad_IsCutToThem()
    {
        var work = new PoolWork(TimeSpan.FromMilliseconds(20)) { BusyShare = 0.1, VCpu = 16 };

        var arrivals = PoolModel.Recommend(work, new PoolDemand.Open(1000), new() { Most = 15 });
        Assert.Equal((15, SizeBound.Most), (arrivals.Size, arrivals.Bound));
        Assert.Contains("15 connections are all that can be had; they do 750/s at the most.", arrivals.Reason, StringComparison.Ordinal);
        var clients = PoolModel.Recommend(work, new PoolDemand.Closed(100, TimeSpan.Zero), new() { Most = 15 });
        Assert.Equal((15, SizeBound.Most), (clients.Size, clients.Bound));
    }

    [Fact]
    public void Recommend_RandomWork_IsTheSmallestSizeThatIsGoodEnough()
    {
        var random = new Random(3);
        var bounds = new HashSet<SizeBound>();
        for (var round = 0; round < 40; round++)
        {
            var work = new PoolWork(TimeSpan.FromMilliseconds(0.5 + (random.NextDouble() * 50)))
            {
                Variation = random.NextDouble() * 2,
                BusyShare = random.NextDouble(),
                VCpu = random.Next(1, 32),
            };
            var target = new PoolTarget { Most = random.Next(5, 60) };
            var arrivals = new PoolDemand.Open(10 + (random.NextDouble() * 2000));
            var open = PoolModel.Recommend(work, arrivals, target);
            bounds.Add(open.Bound);
            if (open is { Bound: SizeBound.Wait, Size: > 1 })
            {
                Assert.True(Good(open.Prediction), $"round {round}: {open}");
                Assert.False(Good(PoolModel.Predict(work, arrivals, open.Size - 1)), $"round {round}: {open}");
            }

            var clients = new PoolDemand.Closed(random.Next(1, 900), TimeSpan.FromMilliseconds(random.Next(2) * 10));
            var closed = PoolModel.Recommend(work, clients, target);
            bounds.Add(closed.Bound);
            var best = Enumerable.Range(1, target.Most).Where(size => size <= 20 || size % 10 == 0).Max(size => PoolModel.Predict(work, clients, size).PerSecond);
            Assert.True(closed.Prediction.PerSecond >= best * 0.979, $"round {round}: {closed}, best {best}");
            if (closed is { Bound: SizeBound.Wait, Size: > 1 })
            {
                var smaller = PoolModel.Predict(work, clients, closed.Size - 1);
                Assert.True(Good(closed.Prediction), $"round {round}: {closed}");
                Assert.False(Good(smaller) && smaller.PerSecond >= best * 0.981, $"round {round}: {closed}");
            }

            bool Good(PoolPrediction prediction) => prediction is { P99Wait: { } p99, Utilisation: <= 0.8 } && p99 <= work.Hold;
        }

        Assert.Equal(4, bounds.Count);
    }

    [Fact]
    public void Recommend_WhereTheModelIsWeak_SaysSo()
    {
        var weak = PoolModel.Recommend(new(TimeSpan.FromMilliseconds(0.2)) { Variation = 5, BusyShare = 0.5, VCpu = 1 }, new PoolDemand.Closed(300, TimeSpan.Zero));

        Assert.False(weak.Prediction.Applies);
        Assert.Equal(
            [
                "The processors are 98 % busy: switching between connections, which the model leaves out, takes part of them.",
                "A variation above 3: the correction for it is rough, and waits may be a multiple of the figures.",
                "Transactions are so short that the pooler's own time counts, which is not stated: throughput may be lower.",
            ],
            weak.Prediction.Doubts.AsEnumerable());
        Assert.Equal(
            ["The number of the server's processors is not known: they are taken to be no limit."],
            PoolModel.Predict(new(TimeSpan.FromMilliseconds(5)), new PoolDemand.Open(1), 5).Doubts.AsEnumerable());
    }

    [Theory]
    [InlineData(5, "The wait of 580 ms is steep: with transactions that take 5 % longer it is 759 ms.")]
    [InlineData(6, "The wait of 67.7 ms is steep: with transactions that take 5 % longer it is 147.7 ms.")]
    [InlineData(10, "")]
    public void Predict_ClientsWithPausesNearSaturation_SaysHowSteepTheWaitIs(int connections, string doubt) => Assert.Equal(
        doubt,
        string.Join('\n', PoolModel.Predict(new(TimeSpan.FromMilliseconds(20)) { BusyShare = 0 }, new PoolDemand.Closed(900, TimeSpan.FromSeconds(3)), connections)
            .Doubts));

    [Theory]
    [InlineData(10, "The wait of 21.5 ms is steep: with transactions that take 5 % longer it is without end.")]
    [InlineData(15, "")]
    public void Predict_ArrivalsNearSaturation_SaysHowSteepTheWaitIs(int connections, string doubt) => Assert.Equal(
        doubt,
        string.Join('\n', PoolModel.Predict(new(TimeSpan.FromMilliseconds(10)) { BusyShare = 0 }, new PoolDemand.Open(960), connections).Doubts));

    [Theory]
    [InlineData(10.62, 1.63, 600, 1, 6)]
    [InlineData(22.46, 0.92, 900, 3, 5)]
    public void Predict_WaitsThatWereMeasuredFarOff_HaveTheNote(double hold, double variation, int clients, int pause, int connections) =>
        Assert.Contains(" is steep: ", Assert.Single(PoolModel.Predict(
            new(TimeSpan.FromMilliseconds(hold)) { Variation = variation, BusyShare = 0.03, VCpu = 2 },
            new PoolDemand.Closed(clients, TimeSpan.FromSeconds(pause)), connections).Doubts), StringComparison.Ordinal);
}
