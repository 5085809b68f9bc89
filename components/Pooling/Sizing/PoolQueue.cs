namespace Infra.Pooling.Sizing;

/// <summary>The queue in front of the connections of a pool: Erlang's C for arrivals from outside, the machine repairman's for clients.</summary>
internal sealed class PoolQueue(PoolWork work)
{
    // Clients that wait ask for nothing more, which dampens what variability does. Fitted to simulations of 1 to 20 connections at
    // loads of 0.5 to 1.3 (tests/Pooling.Tests/Sizing): the mean followed exponents from 0.1 to 0.6, the tail from 0.4 to 1.1.
    private const double MeanExponent = 0.5;
    private const double TailExponent = 0.75;

    private readonly ConnectionRates _rates = new(work);

    /// <summary>Transactions a second that the work cannot exceed, over all pools.</summary>
    public double Limit => _rates.Limit;

    /// <summary>Transactions a second of all pools when each has so many connections and all are busy.</summary>
    public double Capacity(int connections) => Rate(connections) * work.Pools;

    /// <summary>Transactions a second that are done for clients.</summary>
    public double PerSecond(PoolDemand.Closed demand, int connections) => Flow(demand, connections).PerSecond * demand.Clients / ClientsOf(demand);

    public PoolPrediction Predict(PoolDemand demand, int connections) => demand switch
    {
        PoolDemand.Open open => Open(open, connections),
        PoolDemand.Closed closed => Closed(closed, connections),
        _ => throw new InvalidOperationException($"{demand.GetType().Name} is no demand"),
    };

    // All pools are taken to be as busy as this one.
    private double Rate(int busy) => _rates[busy * work.Pools] / work.Pools;

    private PoolPrediction Open(PoolDemand.Open demand, int connections)
    {
        var arrivals = demand.PerSecond / work.Pools;
        var capacity = Rate(connections);
        var load = arrivals / capacity;
        if (load >= 1)
            return Overrun(connections, capacity);

        var states = BirthDeath.Solve(connections, _ => arrivals, Rate);
        // Beyond the last connection the shares of time fall off by the load from state to state.
        var all = 1 + (states[connections] * load / (1 - load));
        var waiting = states[connections] / (1 - load) / all;
        var queued = waiting * load / (1 - load);
        var busy = ((states.Mean(state => state) - (states[connections] * connections)) / all) + (connections * waiting);
        var variability = Variability(demand.Variation);
        var tail = waiting > 0.01 ? Math.Log(100 * waiting) / (capacity - arrivals) : 0;
        return Prediction(connections, demand.PerSecond, busy, busy / arrivals) with
        {
            WaitProbability = Share(waiting),
            MeanWait = Span(queued / arrivals * variability),
            P99Wait = Span(tail * variability),
        };
    }

    private PoolPrediction Closed(PoolDemand.Closed demand, int connections)
    {
        var (each, wait, hold) = Flow(demand, connections);
        var clients = ClientsOf(demand);
        var others = Clients(clients - 1, demand.Think.TotalSeconds, connections);
        var p99 = WaitQuantile.Of(others, connections, clients, Rate(connections));
        var spread = Math.Pow(Variability(arrivals: 1), TailExponent) * (p99 - wait.Plain);
        return Prediction(connections, each * demand.Clients / clients, Math.Min(connections, each * hold), hold) with
        {
            WaitProbability = Share(others.Mean(state => state >= connections ? 1 : 0)),
            MeanWait = Span(wait.Corrected),
            P99Wait = Span(p99 > 0 ? Math.Max(0, wait.Corrected + spread) : 0),
        };
    }

    /// <summary>What one pool does for its clients: transactions a second, mean wait, mean time that a connection is held.</summary>
    private (double PerSecond, (double Plain, double Corrected) Wait, double Hold) Flow(PoolDemand.Closed demand, int connections)
    {
        var clients = ClientsOf(demand);
        var think = demand.Think.TotalSeconds;
        var states = Clients(clients, think, connections);
        var done = states.Mean(state => Rate(Math.Min(state, connections)));
        var hold = states.Mean(state => Math.Min(state, connections)) / done;
        var wait = states.Mean(state => Math.Max(0, state - connections)) / done;

        // Without any variation clients wait only when there are too many of them; the rest of the wait comes from variation.
        var capacity = Rate(connections);
        var fluid = Math.Max(0, ((clients - connections) / capacity) - think);
        var corrected = fluid + (Math.Pow(Variability(arrivals: 1), MeanExponent) * Math.Max(0, wait - fluid));
        return (Math.Min(capacity, clients / (think + corrected + hold)), (wait, corrected), hold);
    }

    // Clients that do not divide evenly make the fullest pool's figures.
    private int ClientsOf(PoolDemand.Closed demand) => (demand.Clients + work.Pools - 1) / work.Pools;

    private BirthDeath Clients(int clients, double think, int connections) => think > 0
        ? BirthDeath.Solve(clients, state => (clients - state) / think, state => Rate(Math.Min(state, connections)))
        : BirthDeath.Solve(clients, _ => double.MaxValue, state => Rate(Math.Min(state, connections)));

    /// <summary>The factor of Allen and Cunneen on the wait: the mean of both squared coefficients of variation.</summary>
    private double Variability(double arrivals) => ((arrivals * arrivals) + (work.Variation * work.Variation)) / 2;

    private PoolPrediction Overrun(int connections, double capacity) =>
        Prediction(connections, capacity * work.Pools, connections, connections / capacity) with
        {
            WaitProbability = 1,
            MeanWait = null,
            P99Wait = null,
        };

    private PoolPrediction Prediction(int connections, double perSecond, double busy, double hold) =>
        new(connections, perSecond, Share(busy / connections))
        {
            ProcessorUtilisation = work.VCpu is { } processors ? Math.Min(1, perSecond * work.BusySeconds / processors) : null,
            MeanHold = Span(hold),
            WaitProbability = 0,
            MeanWait = TimeSpan.Zero,
            P99Wait = TimeSpan.Zero,
        };

    // Rounding may leave a sum of shares a little beyond the whole.
    private static double Share(double value) => Math.Clamp(value, 0, 1);

    private static TimeSpan Span(double seconds) =>
        seconds >= TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(Math.Max(0, seconds));
}
