using Infra.Pooling.Specification;

namespace Infra.Pooling.Profiles;

/// <summary>One workload of a profile in its plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Path">Where it is stated: <c>workloads[0]</c>.</param>
public sealed record ProfileCase(PoolPlan Plan, WorkloadOptions Workload, string Path);
