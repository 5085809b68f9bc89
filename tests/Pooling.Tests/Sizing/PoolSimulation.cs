namespace Infra.Pooling.Tests.Sizing;

/// <summary>
/// A pool played event by event, as an oracle for the model: transactions queue for a connection in the order in which they come,
/// and a connection first waits, then queues for a processor.
/// </summary>
internal sealed class PoolSimulation(int seed, int connections, Func<Random, double> waiting, Func<Random, double>? busy = null, int processors = 1)
{
    private readonly Random _random = new(seed);
    private readonly PriorityQueue<Action, double> _events = new();
    private readonly Queue<(double Since, Action Done)> _queue = new();
    private readonly Queue<Action> _runnable = new();
    private readonly List<double> _waits = [];
    private double _now;
    private double _inUse;
    private int _used;
    private int _running;

    public double PerSecond => _waits.Count / _now;

    public double Utilisation => _inUse / _now / connections;

    public double MeanWait => _waits.Average();

    public double WaitProbability => _waits.Count(wait => wait > 0) / (double)_waits.Count;

    public double P99Wait => _waits.Order().ElementAt(_waits.Count * 99 / 100);

    public static double Exponential(Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());

    /// <summary>Arrivals from outside, until so many transactions have begun.</summary>
    public PoolSimulation Open(double perSecond, int transactions)
    {
        Arrive();
        return Run(transactions);

        void Arrive()
        {
            Ask(() => { });
            After(Exponential(_random, 1 / perSecond), Arrive);
        }
    }

    /// <summary>Clients that think, until so many transactions have begun.</summary>
    public PoolSimulation Closed(int clients, double think, int transactions)
    {
        for (var client = 0; client < clients; client++)
            Think();
        return Run(transactions);

        void Think() => After(think == 0 ? 0 : Exponential(_random, think), () => Ask(Think));
    }

    private PoolSimulation Run(int transactions)
    {
        while (_waits.Count < transactions)
        {
            Assert.True(_events.TryDequeue(out var happen, out var at));
            _inUse += _used * (at - _now);
            _now = at;
            happen();
        }

        return this;
    }

    private void After(double seconds, Action happen) => _events.Enqueue(happen, _now + seconds);

    private void Ask(Action done)
    {
        _queue.Enqueue((_now, done));
        Connect();
    }

    private void Connect()
    {
        while (_used < connections && _queue.TryDequeue(out var next))
        {
            _used++;
            _waits.Add(_now - next.Since);
            After(waiting(_random), () => Execute(() =>
            {
                _used--;
                next.Done();
                Connect();
            }));
        }
    }

    private void Execute(Action done)
    {
        if (busy is null)
        {
            done();
            return;
        }

        _runnable.Enqueue(done);
        Dispatch();
    }

    private void Dispatch()
    {
        while (_running < processors && _runnable.TryDequeue(out var next))
        {
            _running++;
            After(busy!(_random), () =>
            {
                _running--;
                next();
                Dispatch();
            });
        }
    }
}
