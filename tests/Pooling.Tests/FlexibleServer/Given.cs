using Infra.Pooling.FlexibleServer;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.FlexibleServer;

/// <summary>Plans of the small Azure sample with places changed.</summary>
internal static class Given
{
    public static PoolPlan Plan(params (string Path, string? Value)[] changes) =>
        PoolPlan.Create(Sample.Read(Sample.With(Sample.Azure, changes)), new DateOnly(2026, 11, 1));

    public static FlexibleServerPlan Server(params (string Path, string? Value)[] changes) => Plan(changes).FlexibleServer!;
}
