using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Rds;
using Pulumi.Aws.Vpc;

namespace Infra.Pooling.Aws;

/// <summary>Subnet group and security group of a database. Nothing may connect until somebody is let in.</summary>
internal sealed class PostgresNetwork
{
    public PostgresNetwork(string name, PostgresArgs args, CustomResourceOptions child)
    {
        var physical = args.Identifier(name);
        var subnets = new SubnetGroupArgs { Description = $"Subnets of {physical}", SubnetIds = args.Network.SubnetIds };
        SubnetGroupName = new SubnetGroup(name, subnets, child).Name;
        SecurityGroupId = new SecurityGroup($"{name}-database", new SecurityGroupArgs
        {
            VpcId = args.Network.VpcId,
            Description = $"PostgreSQL {physical}",
        }, child).Id;

        // Whoever can get past the proxy will, so the way is open only where a workload needs it. PgBouncer runs among the clients.
        var specification = args.Plan.Specification;
        if (specification.Workloads.All(workload => specification.PoolerOn(workload.Route) is { Kind: PoolerKind.RdsProxy }))
            return;
        foreach (var (client, group) in args.Network.Clients)
            Admit(SecurityGroupId, $"{name}-database-{client}", group, specification.Database.Port, $"PostgreSQL from {client}", child);
    }

    public Output<string> SubnetGroupName { get; }

    public Output<string> SecurityGroupId { get; }

    public static void Admit(
        Input<string> into, string name, Input<string> from, int port, string description, CustomResourceOptions child) =>
        _ = new SecurityGroupIngressRule(name, new SecurityGroupIngressRuleArgs
        {
            SecurityGroupId = into,
            ReferencedSecurityGroupId = from,
            IpProtocol = "tcp",
            FromPort = port,
            ToPort = port,
            Description = description,
        }, child);
}
