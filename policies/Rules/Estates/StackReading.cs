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
        var poolers = bouncers.Select(bouncer => bouncer.Workload?.Resource.Urn).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Graph = graph,
            Servers = servers,
            ServersByUrn = servers.ToFrozenDictionary(server => server.Resource!.Urn, StringComparer.Ordinal),
            Proxies = [.. new RdsProxyReader(graph, names, aws, reads).Read()],
            PgBouncers = bouncers,
            Workloads = workloads,
            Clients =
            [
                .. claims.Resources(),
                .. workloads.Where(workload => !poolers.Contains(workload.Resource.Urn)).SelectMany(workload => ClientsOf(workload, claims, found, environments)),
                .. new CloudClients(graph, names, found, reads).Read(),
            ],
        };
    }

    private static IEnumerable<Client> ClientsOf(PodWorkload workload, ClaimReader claims, EnvironmentClients found, ContainerEnvironment environments)
    {
        if (claims.On(workload) is { } claim)
            return [claim];
        return workload.Containers.SelectMany(container => found.Of(
            workload.Resource,
            workload.Containers.Length == 1 || container["name"].Text.Value is not { } name ? workload.Name : $"{workload.Name}/{name}",
            workload.Copies,
            environments.Of(workload.Resource, container)));
    }
}
