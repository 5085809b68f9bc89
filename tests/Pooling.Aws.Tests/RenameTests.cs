using Infra.Pooling.Aws.Tests.Support;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Pooling.Aws.Tests;

/// <summary>
/// What a program has to do to give a component another name without losing what it made: an alias on the component, and the names that
/// the proxy and the database have in AWS. The engine derives the children's aliases from their parent's where a child's name begins with
/// the component's.
/// </summary>
public class RenameTests
{
    private const string Names = "{\"identifier\":\"orders-db\",\"proxyName\":\"orders-proxy\",\"everyZone\":true}";

    /// <summary>Inputs of which AWS makes a new resource when they change; those that refer to another resource follow it.</summary>
    private static readonly string[] Identities =
        ["name", "namePrefix", "identifier", "clusterIdentifier", "dbProxyName", "dbProxyEndpointName", "dashboardName"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Components_WithAnotherNameAndAnAlias_KeepEveryIdentity(bool isAurora)
    {
        var plan = isAurora ? Given.Aurora(Names) : Given.Instance(Names);
        var before = await Cloud.RunAsync(() => Make(plan, "old"));
        var after = await Cloud.RunAsync(() => Make(plan, "new", formerly: "old"));

        var (was, now) = (Identity(before, "old"), Identity(after, "new"));
        Assert.Contains(now, line => line.Contains("orders-proxy", StringComparison.Ordinal));
        Assert.Equal(was, now);
        foreach (var component in after.Resources.Where(seen => seen.Resource is ComponentResource))
        {
            var alias = await OutputUtilities.GetValueAsync(Assert.Single(component.Options.Aliases).ToOutput());
            Assert.Equal(component.Name.Replace("new", "old", StringComparison.Ordinal), await OutputUtilities.GetValueAsync(alias.Name!.ToOutput()));
        }

        // Otherwise the engine would not find the child's former name.
        Assert.All(
            after.Resources.Where(seen => seen.Resource is CustomResource),
            seen => Assert.StartsWith(seen.Parent!.GetResourceName(), seen.Name, StringComparison.Ordinal));
    }

    private static void Make(PoolPlan plan, string name, string? formerly = null)
    {
        ComponentResourceOptions? Formerly(string suffix) => formerly is null ? null : new() { Aliases = { new Alias { Name = formerly + suffix } } };
        var args = new PostgresArgs { Plan = plan, Network = Given.Network() };
        var database = plan.Specification.Database.IsAurora
            ? ProxyDatabase.Of(new PostgresAurora($"{name}-database", args, Formerly("-database")))
            : ProxyDatabase.Of(new PostgresInstance($"{name}-database", args, Formerly("-database")));
        _ = new RdsProxyPool(name, Given.Args(plan, database), Formerly(""));
    }

    /// <summary>Type, name without the component's, and what AWS knows the resource by; of a security group its description too.</summary>
    private static string[] Identity(Cloud cloud, string component) =>
    [
        .. (from args in cloud.Registered
            where args.Type!.StartsWith("aws:", StringComparison.Ordinal)
            let keys = args.Type!.EndsWith(":SecurityGroup", StringComparison.Ordinal) ? Identities.Append("description") : Identities
            let known = keys.Where(args.Inputs.ContainsKey).Select(key => $"{key}={args.Inputs[key]}")
            select $"{args.Type} {args.Name![component.Length..]} {string.Join(' ', known)}").Order(StringComparer.Ordinal),
    ];
}
