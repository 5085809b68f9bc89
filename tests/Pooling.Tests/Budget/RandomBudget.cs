using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

/// <summary>A random input of small numbers, some of them unknown, and every world that it may turn out to be.</summary>
internal sealed class RandomBudget
{
    /// <summary>More than any bounded sum of these inputs reaches.</summary>
    public const long Unbounded = 300;
    private const long Huge = Unbounded + 20;
    private const int MostUnknowns = 3;

    private readonly Random _random;
    private readonly List<Slot> _slots = [];
    private readonly Func<World> _world;
    private int _unknowns;

    public RandomBudget(int seed)
    {
        _random = new Random(seed);
        var choice = (PoolerChoice)_random.Next(4);
        var maxConnections = Slot("database.maxConnections", 5, _random.Next(4) == 0 ? 40 : 150, 5000);
        var capacity = new CapacityInput(maxConnections.Interval)
        {
            SuperuserReserved = _random.Next(4),
            ProviderReserved = _random.Next(3),
            Admin = _random.Next(3),
            Other = _random.Next(3),
            Replicas = _random.Next(3),
        };
        var workloads = Enumerable.Range(0, _random.Next(4)).Select(Workload).ToList();
        var pods = Range("pooler", 2);
        var processes = _random.Next(1, 3);
        var draining = _random.Next(3) == 0 ? int.MaxValue : _random.Next(3);
        var maxClientConn = Slot("pooler.settings.max_client_conn", 0, 40, 5000);
        var databases = Enumerable.Range(0, _random.Next(1, 3)).Select(Database).ToList();
        var percent = Slot("pooler.settings.maxConnectionsPercent", 10, 100, 100);
        var clientLimit = _random.Next(3) == 0 ? null : Slot("pooler.clientLimit", 0, 60, 5000);
        var defaultPoolSize = Slot("pooler.settings.default_pool_size", 0, 12, Huge);

        Input = new(capacity, choice switch
        {
            PoolerChoice.PgBouncer => new PgBouncerInput(pods.Input, maxClientConn.Interval, [.. databases.Select(database => database.Input)])
            {
                Processes = processes,
                Draining = draining,
            },
            // A percentage has an upper end even when nothing else is known of it.
            PoolerChoice.RdsProxy => new RdsProxyInput(new(percent.Interval.Min, percent.Interval.Max ?? 100)) { ClientLimit = clientLimit?.Interval },
            PoolerChoice.BuiltIn => new BuiltInInput(defaultPoolSize.Interval, maxClientConn.Interval),
            _ => new NoPoolerInput(),
        }, [.. workloads.Select(workload => workload.Input)]);

        _world = () => new()
        {
            Pooler = choice,
            MaxConnections = maxConnections.Value,
            Kept = [capacity.SuperuserReserved, capacity.ProviderReserved, capacity.Admin, capacity.Other],
            Replicas = capacity.Replicas,
            Workloads = [.. workloads.Select(workload => workload.World())],
            PodsMin = pods.Input.Min,
            PodsMax = pods.Max.Value,
            PodSurge = pods.Input.Surge,
            Draining = draining,
            Processes = processes,
            MaxClientConn = maxClientConn.Value,
            Databases = [.. databases.Select(database => database.World())],
            Percent = percent.Value,
            ClientLimit = clientLimit?.Value,
            DefaultPoolSize = defaultPoolSize.Value,
        };
    }

    public BudgetInput Input { get; }

    /// <summary>The unknown values, with all their candidates.</summary>
    public IReadOnlyList<Slot> Unknowns => [.. _slots.Where(slot => slot.Candidates.Count > 1)];

    /// <summary>Every combination of the candidates, each with the values by path that make it.</summary>
    public IEnumerable<(ImmutableArray<(string Path, long Value)> Values, World World)> Worlds()
    {
        var unknowns = Unknowns;
        var total = unknowns.Aggregate(1, (product, slot) => product * slot.Candidates.Count);
        for (var number = 0; number < total; number++)
        {
            var rest = number;
            foreach (var slot in unknowns)
            {
                slot.Value = slot.Candidates[rest % slot.Candidates.Count];
                rest /= slot.Candidates.Count;
            }

            yield return ([.. unknowns.Select(slot => (slot.Path, slot.Value))], _world());
        }
    }

    private Slot Slot(string path, long from, long to, long huge, bool neverRange = false)
    {
        var value = _random.NextInt64(from, to + 1);
        var unknown = _unknowns < MostUnknowns && _random.Next(8) == 0;
        _unknowns += unknown ? 1 : 0;
        var interval = !unknown ? Interval.Exactly(value)
            : neverRange || _random.Next(2) == 0 ? Interval.AtLeast(value)
            : new Interval(value, value + _random.Next(1, 4));
        if (path.EndsWith("Percent", StringComparison.Ordinal))
            interval = new(interval.Min, Math.Min(100, interval.Max ?? Math.Min(100, interval.Min + 3)));
        var slot = new Slot(path, interval, huge);
        _slots.Add(slot);
        return slot;
    }

    private (ReplicaRange Input, Slot Max) Range(string path, int most)
    {
        var min = _random.Next(most);
        var surge = _random.Next(2) == 0 ? Surge.Count(_random.Next(3)) : Surge.Percent(_random.Next(101));
        var max = Slot($"{path}.replicas.max", min, most, 0, neverRange: true);
        if (!max.Interval.IsExact)
        {
            // Unlimited copies start at the fewest ones.
            _slots.Remove(max);
            max = new Slot(max.Path, Interval.AtLeast(min), Huge);
            _slots.Add(max);
        }

        return (new(min, (int?)max.Interval.Max, surge), max);
    }

    private (DemandInput Input, Func<WorldWorkload> World) Workload(int index)
    {
        var path = $"workloads[{index}]";
        var route = (Route)_random.Next(3);
        var range = Range(path, 2);
        var processes = _random.Next(1, 3);
        var size = _random.Next(1, 3);
        var overflow = _random.Next(3);
        var unlimited = _unknowns < MostUnknowns && _random.Next(8) == 0;
        _unknowns += unlimited ? 1 : 0;
        var pool = new Slot($"{path}.pool", unlimited ? Interval.AtLeast(1) : Interval.Exactly(size + overflow), Huge);
        _slots.Add(pool);
        var user = $"user{_random.Next(2)}";
        var database = $"database{_random.Next(2)}";
        var input = new DemandInput($"workload{index}", route, range.Input, unlimited ? null : new(size, overflow))
        {
            Processes = processes,
            User = user,
            Database = database,
            Path = path,
        };
        return (input, () => new(route, range.Input.Min, range.Max.Value, range.Input.Surge, processes, pool.Value, user, database));
    }

    private (PgBouncerDatabase Input, Func<WorldDatabase> World) Database(int index)
    {
        var route = (Route)_random.Next(2);
        var pools = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => (
            Size: Slot("pooler.settings.default_pool_size", 0, 2, Huge),
            Reserve: Slot("pooler.settings.reserve_pool_size", 0, 1, Huge))).ToList();
        var limit = _random.Next(2) == 0 ? null : Slot("pooler.settings.max_db_connections", 1, 5, Huge);
        var auth = _random.Next(2) == 0 ? null : Slot("pooler.settings.default_pool_size", 1, 2, Huge);
        var input = new PgBouncerDatabase($"database{index}", route, [.. pools.Select((pool, user) =>
            new PgBouncerPool($"user{user}", pool.Size.Interval, pool.Reserve.Interval))])
        {
            MaxDbConnections = limit?.Interval,
            AuthQueryPool = auth?.Interval ?? Interval.Exactly(0),
        };
        return (input, () => new(route, limit?.Value, [.. pools.Select(pool => (pool.Size.Value, pool.Reserve.Value))], auth?.Value ?? 0));
    }
}
