using Pulumi;
using Pulumi.Utilities;

namespace Infra.Pooling.Azure.Tests;

/// <summary>
/// What a program has to do to give a component another name without losing what it made: an alias, and the former name as the beginning
/// of what Azure does not rename. The engine derives the children's aliases from their parent's where a child's name begins with the
/// component's.
/// </summary>
public sealed class RenameTests
{
    public static TheoryData<string> Networks => ["public", "inside", "endpoint"];

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Constructor_AnotherNameWithAnAlias_KeepsEveryIdentity(string network)
    {
        var before = await Run.ProgramAsync(run => _ = new FlexibleServerPool("old", Args(network, null), run.Watched));
        var after = await Run.ProgramAsync(run =>
        {
            var options = run.Watched;
            options.Aliases.Add(new Alias { Name = "old" });
            _ = new FlexibleServerPool("new", Args(network, "old"), options);
        });

        Assert.Equal(Identities(before, "old"), Identities(after, "new"));
        var alias = await OutputUtilities.GetValueAsync(
            Assert.Single(after.Seen.Single(seen => seen.Resource is ComponentResource).Options.Aliases).ToOutput());
        Assert.Equal("old", await OutputUtilities.GetValueAsync(alias.Name!.ToOutput()));
        // Otherwise the engine would not find the child's former name.
        Assert.All(
            after.Seen.Where(seen => seen.Resource is CustomResource),
            seen => Assert.StartsWith("new", seen.Resource.GetResourceName(), StringComparison.Ordinal));
    }

    private static FlexibleServerPoolArgs Args(string network, string? prefix)
    {
        var args = Given.Args(
            """, "replicas": 1""",
            vault: new("kv", "rg-kv"),
            network: network switch
            {
                "inside" => FlexibleServerNetwork.VNet("/subnet", NameZone.New("/vnet")),
                "endpoint" => FlexibleServerNetwork.PrivateEndpoint("/subnet", NameZone.New("/vnet")),
                _ => FlexibleServerNetwork.Public(),
            });
        return new()
        {
            Plan = args.Plan,
            Credentials = args.Credentials,
            ResourceGroupName = args.ResourceGroupName,
            Network = args.Network,
            Vault = args.Vault,
            NamePrefix = prefix,
        };
    }

    /// <summary>Kind, name without the component's, and the names of its own that the program states.</summary>
    private static string[] Identities(Run run, string component) =>
    [
        .. (from registered in run.Registered
            let split = registered.Split(' ')
            where split[0] != nameof(FlexibleServerPool)
            let inputs = run[split[0], split[1]].AsObject()
            let names = inputs.Where(input =>
                input.Key is "secretName" or "databaseName" or "configurationName" || (split[0], input.Key) is ("PrivateZone", "privateZoneName"))
            let connection = inputs["privateLinkServiceConnections"]?[0]?["name"]
            select $"{split[0]} {split[1][component.Length..]} {string.Join(' ', names)} {connection}").Order(StringComparer.Ordinal),
    ];
}
