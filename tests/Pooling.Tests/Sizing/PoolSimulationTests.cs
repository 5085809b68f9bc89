using Infra.Pooling.Sizing;

namespace Infra.Pooling.Tests.Sizing;

/// <summary>The model against pools that are played event by event with a fixed seed.</summary>
public sealed class PoolSimulationTests
{
    private const int Transactions = 150_000;

    /// <summary>Two stages of equal exponential times, or a mixture of a short and a long one, with a mean of 1.</summary>
    private static double Time(Random random, double variation) => variation switch
    {
        0 => 1,
        < 1 => PoolSimulation.Exponential(random, 0.5) + PoolSimulation.Exponential(random, 0.5),
        1 => PoolSimulation.Exponential(random, 1),
        _ => random.NextDouble() < 0.2 ? PoolSimulation.Exponential(random, 3) : PoolSimulation.Exponential(random, 0.5),
    };

    // 20 % of a mean of 3 and 80 % of a mean of 0.5: the second moment is 2 × (0.2 × 9 + 0.8 × 0.25) = 4.
    private static double Exact(double variation) => variation switch
    {
        0 => 0,
        < 1 => Math.Sqrt(0.5),
        1 => 1,
        _ => Math.Sqrt(3),
    };

    [Theory]
    [InlineData(1, 1, 0.7, 0.15)]
    [InlineData(0, 1, 0.7, 0.15)]
    [InlineData(0.7, 8, 0.85, 0.15)]
    [InlineData(1, 8, 0.85, 0.15)]
    [InlineData(1.7, 8, 0.85, 0.15)]
    // With many connections the correction is known to be too high.
    [InlineData(1.7, 40, 0.9, 0.45)]
    public void Predict_Arrivals_AgreesWithTheSimulation(double variation, int connections, double load, double tolerance)
    {
        var played = new PoolSimulation(5, connections, random => Time(random, variation)).Open(connections * load, Transactions);

        var predicted = PoolModel.Predict(
            new(TimeSpan.FromSeconds(1)) { BusyShare = 0, Variation = Exact(variation) }, new PoolDemand.Open(connections * load), connections);

        Near(played.Utilisation, predicted.Utilisation, 0.02);
        Near(played.MeanWait, predicted.MeanWait!.Value.TotalSeconds, tolerance);
        Near(played.P99Wait, predicted.P99Wait!.Value.TotalSeconds, tolerance);
    }

    [Theory]
    [InlineData(1, 20, 8, 2)]
    [InlineData(0, 20, 8, 1)]
    [InlineData(1.7, 20, 8, 1.5)]
    [InlineData(1.7, 60, 8, 2)]
    [InlineData(1, 200, 20, 0)]
    public void Predict_Clients_AgreesWithTheSimulation(double variation, int clients, int connections, double think)
    {
        var played = new PoolSimulation(6, connections, random => Time(random, variation)).Closed(clients, think, Transactions);

        var predicted = PoolModel.Predict(
            new(TimeSpan.FromSeconds(1)) { BusyShare = 0, Variation = Exact(variation) },
            new PoolDemand.Closed(clients, TimeSpan.FromSeconds(think)),
            connections);

        Near(played.PerSecond, predicted.PerSecond, 0.03);
        Near(played.Utilisation, predicted.Utilisation, 0.03);
        Near(played.MeanWait, predicted.MeanWait!.Value.TotalSeconds, 0.35);
        Near(played.P99Wait, predicted.P99Wait!.Value.TotalSeconds, 0.2);
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(12, 2)]
    [InlineData(30, 2)]
    [InlineData(16, 8)]
    public void Predict_BusyWork_AgreesWithTheSimulation(int connections, int processors)
    {
        var busy = 0.25;
        PoolSimulation Play(int seed) => new(
            seed, connections, random => PoolSimulation.Exponential(random, 1 - busy), random => PoolSimulation.Exponential(random, busy), processors);
        var work = new PoolWork(TimeSpan.FromSeconds(1))
        {
            // Two stages of exponential times vary less than one.
            Variation = Math.Sqrt((busy * busy) + ((1 - busy) * (1 - busy))),
            BusyShare = busy,
            VCpu = processors,
        };

        var clients = Play(7).Closed(100, 5, Transactions);
        var ofClients = PoolModel.Predict(work, new PoolDemand.Closed(100, TimeSpan.FromSeconds(5)), connections);
        Near(clients.PerSecond, ofClients.PerSecond, 0.02);
        Near(clients.Utilisation, ofClients.Utilisation, 0.03);
        Near(clients.MeanWait, ofClients.MeanWait!.Value.TotalSeconds, 0.1);

        var rate = 0.85 * Play(8).Closed(200, 0, Transactions).PerSecond;
        var arrivals = Play(9).Open(rate, Transactions);
        var ofArrivals = PoolModel.Predict(work, new PoolDemand.Open(rate), connections);
        Near(arrivals.Utilisation, ofArrivals.Utilisation, 0.05);
        Near(arrivals.WaitProbability, ofArrivals.WaitProbability, 0.1);
        Near(arrivals.MeanWait, ofArrivals.MeanWait!.Value.TotalSeconds, 0.15);
    }

    private static void Near(double played, double predicted, double tolerance) =>
        Assert.True(Math.Abs(predicted - played) <= Math.Max(tolerance * played, 0.01), FormattableString.Invariant($"played {played}, predicted {predicted}"));
}
