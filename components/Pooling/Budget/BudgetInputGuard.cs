namespace Infra.Pooling.Budget;

/// <summary>Refuses numbers that would make the arithmetic meaningless. A range that a user may leave is checked where the user writes it.</summary>
internal static class BudgetInputGuard
{
    public static void Check(BudgetInput input)
    {
        var capacity = input.Capacity;
        Within(capacity.SuperuserReserved, 0, int.MaxValue, capacity.Path, ": reserved connections");
        Within(capacity.ProviderReserved, 0, int.MaxValue, capacity.Path, ": connections of the provider");
        Within(capacity.Admin, 0, int.MaxValue, capacity.Path, ".reserve.admin");
        Within(capacity.Other, 0, int.MaxValue, capacity.Path, ".reserve.other");
        Within(capacity.Replicas, 0, int.MaxValue, capacity.Path, ".replicas");
        Within(input.HeadroomPercent, 0, 90, "budget", ".headroomPercent");

        Check(new BudgetFront(input.Pooler, input.Workloads));
        foreach (var front in input.Beside)
            Check(front);
    }

    private static void Check(BudgetFront front)
    {
        foreach (var workload in front.Workloads)
        {
            Copies(workload.Replicas, workload.Path);
            Within(workload.Processes, 1, int.MaxValue, workload.Path, ".processes");
            Within(workload.Pool?.Size ?? 0, 0, int.MaxValue, workload.Path, ".pool.size");
            Within(workload.Pool?.Overflow ?? 0, 0, int.MaxValue, workload.Path, ".pool.overflow");
        }

        if (front.Pooler is PgBouncerInput bouncer)
        {
            Copies(bouncer.Pods, bouncer.Path);
            Within(bouncer.Processes, 1, int.MaxValue, bouncer.Path, ".processes");
            Within(bouncer.Draining, 0, int.MaxValue, bouncer.Path, ".draining");
        }

        if (front.Pooler is RdsProxyInput proxy)
            Within(proxy.MaxConnectionsPercent.Max ?? long.MaxValue, 0, 100, proxy.Path, ".settings.maxConnectionsPercent");
    }

    private static void Copies(Specification.ReplicaRange range, string path)
    {
        Within(range.Min, 0, int.MaxValue, path, ".replicas.min");
        Within(range.Max ?? range.Min, range.Min, int.MaxValue, path, ".replicas.max");
        Within(range.Surge.Amount, 0, range.Surge.IsPercent ? 100 : int.MaxValue, path, ".replicas.surge");
    }

    private static void Within(long value, long min, long max, string path, string member)
    {
        if (value < min || value > max)
            throw new ArgumentException($"`{path}{member}`: {value} is outside {min} to {max}.");
    }
}
