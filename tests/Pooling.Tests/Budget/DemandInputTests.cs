using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

public sealed class DemandInputTests
{
    [Fact]
    public void Of_Specification_KeepsOrderAndFillsInTheRole()
    {
        var specification = new PoolingSpecification
        {
            Target = Target.Kubernetes,
            Database = new() { Name = "shop", User = "app" },
            Pooler = new() { Kind = PoolerKind.PgBouncer },
            Workloads =
            [
                new() { Name = "api", Replicas = Given.Replicas(2), Processes = 3, Pool = new(4, 8) },
                new() { Name = "jobs", Replicas = Given.Replicas(1), Route = Route.Direct, User = "jobs" },
            ],
        };

        Assert.Equal(
            [
                new("api", Route.ReadWrite, Given.Replicas(2), new(4, 8)) { Processes = 3, User = "app", Database = "shop", Path = "workloads[0]" },
                new("jobs", Route.Direct, Given.Replicas(1), null) { User = "jobs", Database = "shop", Path = "workloads[1]" },
            ],
            DemandInput.Of(specification).AsEnumerable());
    }
}
