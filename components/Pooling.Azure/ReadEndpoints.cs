using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.AzureNative.DBforPostgreSQL;

namespace Infra.Pooling.Azure;

/// <summary>The names under which clients write and read.</summary>
/// <param name="Writer">Host for writing.</param>
/// <param name="Readers">Hosts for reading, the first one the default; empty without a replica.</param>
internal sealed record ReadEndpoints(Output<string> Writer, ImmutableArray<Output<string>> Readers)
{
    /// <summary>
    /// Makes the virtual endpoint, after every replica and every parameter: it must not lead to a server whose pooler is still closed.
    /// </summary>
    public static ReadEndpoints Make(string name, DatabaseOptions database, ServerSet servers, Sequence sequence)
    {
        var options = database.FlexibleServer;
        if (servers.Replicas.IsEmpty)
            return new(servers.Primary.Host, []);
        if (options.Reads == ReadRouting.Replicas)
            return new(servers.Primary.Host, [.. servers.Replicas.Select(replica => replica.Host)]);
        var pair = sequence.Then(after => new VirtualEndpoint($"{name}-endpoint-pair", new VirtualEndpointArgs
        {
            ResourceGroupName = servers.Primary.ResourceGroup,
            ServerName = servers.Primary.Name,
            EndpointType = VirtualEndpointType.ReadWrite,
            Members = { servers.All[options.Reader].Name },
        }, after));
        // <base>.writer.postgres.database.azure.com and <base>.reader.postgres.database.azure.com
        Output<string> Named(string role) => pair.VirtualEndpoints.Apply(hosts =>
            hosts.Single(host => host.Contains($".{role}.", StringComparison.Ordinal)));
        return new(Named("writer"), [Named("reader")]);
    }
}
