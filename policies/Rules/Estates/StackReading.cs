using System.Collections.Frozen;
using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>The typed resources of one stack, before anybody asked who connects to whom.</summary>
internal sealed class StackReading
{
    private StackReading()
    {
    }

    public required ResourceGraph Graph { get; init; }

    public required ImmutableArray<DatabaseServer> Servers { get; init; }

    public required FrozenDictionary<string, DatabaseServer> ServersByUrn { get; init; }

    /// <summary>The servers of other engines.</summary>
    public required ImmutableArray<ResourceNode> OtherServers { get; init; }

    public required ImmutableArray<RdsProxy> Proxies { get; init; }

    public required ImmutableArray<PgBouncerPooler> PgBouncers { get; init; }

    public required ImmutableArray<PodWorkload> Workloads { get; init; }

    public required ImmutableArray<Client> Clients { get; init; }

    public static StackReading Of(ResourceGraph graph, Reads reads)
    {
        var names = new NameIndex(graph);
        var aws = new AwsReader(graph, names, reads);
        var servers = aws.Read().Concat(new AzureReader(graph, names).Read()).ToImmutableArray();
        var index = new KubernetesIndex(graph);
        var environments = new ContainerEnvironment(index);
        var workloads = new PodWorkloadReader(graph, index, reads).Read().ToImmutableArray();
        var bouncers = new PgBouncerReader(graph, index, environments, reads).Read(workloads).ToImmutableArray();
        var claims = new ClaimReader(graph, reads);
        var found = new EnvironmentClients(graph, reads);
        var programs = new PodClients(claims, found, environments);
        var poolers = bouncers.Where(bouncer => bouncer.Workload is not null).ToDictionary(bouncer => bouncer.Resource.Urn, StringComparer.Ordinal);
        return new()
        {
            Graph = graph,
            Servers = servers,
            ServersByUrn = servers.ToFrozenDictionary(server => server.Resource!.Urn, StringComparer.Ordinal),
            OtherServers = [.. aws.Others()],
            Proxies = [.. new RdsProxyReader(graph, names, aws, reads).Read()],
            PgBouncers = bouncers,
            Workloads = workloads,
            Clients =
            [
                .. claims.Resources(),
                .. workloads.SelectMany(workload => programs.Of(workload, poolers.GetValueOrDefault(workload.Resource.Urn))),
                .. new CloudClients(graph, names, found, reads).Read(),
            ],
        };
    }
}
