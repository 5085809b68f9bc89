using Infra.Pooling.RdsParameters;
using Pulumi;
using Pulumi.Aws.Rds;
using Pulumi.Aws.Rds.Inputs;

namespace Infra.Pooling.Aws;

/// <summary>The parameter group of a plan, as the kind of database takes it.</summary>
internal static class PostgresParameterGroup
{
    // A group in use cannot be deleted, so a new family (a major upgrade) needs a new name: the provider's own suffix gives it one.
    public static Output<string> OfInstance(
        string name, ParameterGroupPlan plan, CustomResourceOptions child) => new ParameterGroup(name, new ParameterGroupArgs
        {
            Family = plan.Family,
            Description = Description(plan),
            Parameters = plan.Parameters.Select(parameter => new ParameterGroupParameterArgs
            {
                Name = parameter.Name,
                Value = parameter.Value,
                ApplyMethod = parameter.ApplyMethod,
            }).ToArray(),
        }, child).Name;

    public static Output<string> OfCluster(
        string name, ParameterGroupPlan plan, CustomResourceOptions child) => new ClusterParameterGroup(name, new ClusterParameterGroupArgs
        {
            Family = plan.Family,
            Description = Description(plan),
            Parameters = plan.Parameters.Select(parameter => new ClusterParameterGroupParameterArgs
            {
                Name = parameter.Name,
                Value = parameter.Value,
                ApplyMethod = parameter.ApplyMethod,
            }).ToArray(),
        }, child).Name;

    private static string Description(ParameterGroupPlan plan) => $"Pooling parameters for {plan.Family}";
}
