using System.Collections.Concurrent;
using Infra.Cli.Evaluation;
using Infra.Pooling.Aws;
using Infra.Pooling.Azure;
using Infra.Pooling.Claims;
using Infra.Pooling.Kubernetes;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Samples.Tests.Components;

/// <summary>Two components of every kind in one program, of which one is renamed.</summary>
public sealed class TwoOfEachTests
{
    private static readonly string[] Kinds =
    [
        PostgresAurora.Token, PostgresInstance.Token, RdsProxyPool.Token, FlexibleServerPool.Token, ConnectionClaim.Token, PgBouncerPool.Token,
    ];

    /// <summary>Inputs by which a cloud knows a resource, within the account, the namespace or the resource group.</summary>
    private static readonly string[] PhysicalNames =
    [
        "name", "identifier", "clusterIdentifier", "dbProxyEndpointName", "dashboardName", "alarmName", "namePrefix",
        "serverName", "virtualEndpointName", "secretName", "privateZoneName", "privateEndpointName", "ruleName",
    ];

    [Fact]
    public async Task Preview_TwoOfEach_HasNoCollision()
    {
        var preview = await RunAsync("second", aliases: null);

        Assert.Equal(Kinds, KindsOf(preview.Resources.Where(IsComponent)));
        foreach (var kind in Kinds)
            Assert.True(preview.Names(kind).Distinct().Count() >= 2, kind);
        Assert.Equal(preview.Resources.Length, preview.Resources.Select(resource => resource.Urn).Distinct().Count());
        var physical = preview.Resources.SelectMany(PhysicalNamesOf).ToList();
        Assert.Contains(physical, name => name.StartsWith("aws:rds/proxy:Proxy", StringComparison.Ordinal));
        Assert.Contains(physical, name => name.StartsWith("kubernetes:core/v1:Service", StringComparison.Ordinal));
        Assert.Contains(physical, name => name.StartsWith("azure-native:keyvault:Secret", StringComparison.Ordinal));
        Assert.Contains(physical, name => name.StartsWith("azure-native:privatedns:PrivateZone", StringComparison.Ordinal));
        Assert.Contains(physical, name => name.StartsWith("azure-native:network:PrivateEndpoint", StringComparison.Ordinal));
        Assert.Equal(physical.Distinct(), physical);
    }

    [Fact]
    public async Task Preview_OneOfEachRenamed_LeadsEveryChildToItsFormerUrn()
    {
        var before = await RunAsync("second", aliases: null);
        var aliases = new ConcurrentDictionary<string, Output<string>>();

        var after = await RunAsync("renamed", aliases);

        // The engine derives the alias of a child from that of its parent where its name begins with its parent's.
        Assert.Equal(
            before.Resources.Select(resource => resource.Urn).Order(StringComparer.Ordinal),
            after.Resources.Select(resource => Former(resource, after)).Order(StringComparer.Ordinal));
        var renamed = after.Resources.Where(resource => IsComponent(resource) && resource.Name.StartsWith("renamed", StringComparison.Ordinal)).ToList();
        Assert.Equal(Kinds, KindsOf(renamed));
        foreach (var component in renamed)
        {
            var alias = aliases[$"{component.Type} {component.Name}"];
            Assert.Equal(component.Name.Replace("renamed", "second", StringComparison.Ordinal), await OutputUtilities.GetValueAsync(alias));
        }
    }

    private static bool IsComponent(RecordedResource resource) => resource.Type.StartsWith("pooling:", StringComparison.Ordinal);

    private static IEnumerable<string> KindsOf(IEnumerable<RecordedResource> resources) =>
        resources.Select(resource => resource.Type).Distinct().Order(StringComparer.Ordinal);

    private static string Former(RecordedResource resource, Preview preview)
    {
        var parent = preview.Resources.SingleOrDefault(other => other.Urn == resource.Parent);
        var isRenamed = resource.Name.StartsWith("renamed", StringComparison.Ordinal)
            && (parent is null || parent.Type == "pulumi:pulumi:Stack" || resource.Name.StartsWith(parent.Name, StringComparison.Ordinal));
        return isRenamed ? resource.Urn.Replace("::renamed", "::second", StringComparison.Ordinal) : resource.Urn;
    }

    private static IEnumerable<string> PhysicalNamesOf(RecordedResource resource)
    {
        foreach (var key in PhysicalNames)
        {
            // A reference to another resource is no name of its own.
            if (resource.Inputs[key] is { } name && !resource.PropertyDependencies.ContainsKey(key))
                yield return $"{resource.Type} {key} {name}";
        }

        if (resource.Inputs["privateLinkServiceConnections"]?[0]?["name"] is { } connection)
            yield return $"{resource.Type} connection {connection}";
        if (resource.Inputs["metadata"] is { } metadata)
            yield return $"{resource.Type} {metadata["namespace"]} {metadata["name"]}";
    }

    /// <param name="second">Beginning of the names of the second ones.</param>
    /// <param name="aliases">Takes the alias of each component that says it had another name; null where the second ones have none.</param>
    private static Task<Preview> RunAsync(string second, ConcurrentDictionary<string, Output<string>>? aliases) => Preview.OfAsync(
        "two",
        () =>
        {
            Make("first", _ => null);
            Make(second, name => aliases is null ? null : new ComponentResourceOptions
            {
                Aliases = { new Alias { Name = name.Replace(second, "second", StringComparison.Ordinal) } },
                ResourceTransformations =
                {
                    args =>
                    {
                        var made = args.Resource;
                        if (made is ComponentResource && args.Options.Aliases is [var alias])
                            aliases[$"{made.GetResourceType()} {made.GetResourceName()}"] = alias.ToOutput().Apply(found => found.Name!);
                        return null;
                    },
                },
            });
            return new Dictionary<string, object?>();
        },
        new Dictionary<string, string>());

    private static void Make(string name, Func<string, ComponentResourceOptions?> options)
    {
        var (instance, cluster) = (Named("instance"), Named("cluster"));
        var one = new PostgresInstance(instance.Name, new() { Plan = Given.Instance, Network = Given.Network }, instance.Options);
        var many = new PostgresAurora(cluster.Name, new() { Plan = Given.Aurora, Network = Given.Network }, cluster.Options);
        var (onePool, manyPool) = (Named("instance-pool"), Named("cluster-pool"));
        _ = new RdsProxyPool(onePool.Name, Given.Proxy(Given.Instance, ProxyDatabase.Of(one)), onePool.Options);
        _ = new RdsProxyPool(manyPool.Name, Given.Proxy(Given.Aurora, ProxyDatabase.Of(many)), manyPool.Options);
        var (inside, behind, pooler, claim) = (Named("server"), Named("private-server"), Named("pooler"), Named("claim"));
        var vault = new SecretVault("orders-vault", "rg");
        _ = new FlexibleServerPool(
            inside.Name, Given.Server(Given.Azure, FlexibleServerNetwork.VNet("/subnet", NameZone.New("/vnet")), vault), inside.Options);
        // All endpoints of a resource group are named in one zone, which is nobody's in particular.
        _ = new FlexibleServerPool(
            behind.Name, Given.Server(Given.Azure, FlexibleServerNetwork.PrivateEndpoint("/subnet", NameZone.Existing("/zone")), vault), behind.Options);
        _ = new PgBouncerPool(pooler.Name, Given.PgBouncer(Given.Kubernetes), pooler.Options);
        _ = new ConnectionClaim(claim.Name, ConnectionClaimArgs.Of(Given.Instance.Specification.Workloads[0], Given.Instance), claim.Options);

        (string Name, ComponentResourceOptions? Options) Named(string kind) => ($"{name}-{kind}", options($"{name}-{kind}"));
    }
}
