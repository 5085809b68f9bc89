using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Azure;

/// <summary>What is refused before the component itself is registered, so that a wrong plan leaves nothing behind.</summary>
internal static class FlexibleServerPoolGuard
{
    /// <summary>Returns the name, so that it can stand in a call of the base constructor.</summary>
    public static string Check(string name, FlexibleServerPoolArgs args)
    {
        ComponentArgumentException.ThrowIfAny(
            nameof(FlexibleServerPool), name, args,
            given => Missing(given).ToList() is { Count: > 0 } missing ? missing : Together(name, given),
            given => given.Plan.Specification);
        return name;
    }

    private static IEnumerable<Fault> Missing(FlexibleServerPoolArgs args) =>
    [
        .. ComponentArgumentException.Missing("plan", args.Plan, "a plan", "make one with PoolPlan.Create"),
        .. ComponentArgumentException.Missing("credentials", args.Credentials, "a password for each role", "give one for each of plan.Roles"),
        .. ComponentArgumentException.Missing(
            "resourceGroupName", args.ResourceGroupName, "the name of a resource group", "give that of new ResourceGroup(…)"),
        .. ComponentArgumentException.Missing("source", args.Source, "a new server or an existing one", "leave it out for a new one"),
        .. ComponentArgumentException.Missing(
            "network", args.Network, "a kind of network", "make one with FlexibleServerNetwork.Public, VNet or PrivateEndpoint"),
        .. args.Source is FlexibleServerSource.Found found
            ? ComponentArgumentException.Missing(
                "source.id", found.Id, "the resource id of a server", "name the server, or use FlexibleServerSource.New")
            : [],
        .. args.Network?.Missing() ?? [],
        .. args.NamePrefix is { } prefix
            ? ComponentArgumentException.Missing("namePrefix", prefix, "the former name", "leave it out for the component's name")
            : [],
        .. ComponentArgumentException.MissingIn(
            "actionGroupIds", args.ActionGroupIds, "the resource id of an action group", "leave it out for none"),
        .. args.Vault is { } vault ? Missing(vault) : [],
        .. args.EntraAdministrators is { } principals ? Missing(principals) : [],
        .. ComponentArgumentException.Missing("tags", args.Tags, "tags", "leave it out for none"),
    ];

    private static IEnumerable<Fault> Missing(SecretVault vault) =>
    [
        .. ComponentArgumentException.Missing("vault.name", vault.Name, "the name of a Key Vault", "name it, or leave out the vault"),
        .. ComponentArgumentException.Missing(
            "vault.resourceGroupName", vault.ResourceGroupName, "the vault's resource group", "name it, or leave out the vault"),
    ];

    private static IEnumerable<Fault> Missing(ImmutableArray<EntraAdministratorOptions> principals)
    {
        const string Path = "entraAdministrators";
        const string Fix = "give it, or leave out entraAdministrators for those of the plan";
        var missing = ComponentArgumentException.MissingIn(Path, principals, "an Entra principal", Fix);
        return principals.IsDefault ? missing : missing.Concat(principals.Index().Where(entry => entry.Item is not null)
            .SelectMany(entry => Missing($"{Path}[{entry.Index}]", entry.Item, Fix)));
    }

    private static IEnumerable<Fault> Missing(string path, EntraAdministratorOptions principal, string fix) =>
    [
        .. ComponentArgumentException.Missing($"{path}.objectId", principal.ObjectId, "its id in Entra", fix),
        .. ComponentArgumentException.Missing($"{path}.name", principal.Name, "its name in Entra", fix),
        .. ComponentArgumentException.Missing($"{path}.tenantId", principal.TenantId, "the id of its tenant", fix),
    ];

    private static IEnumerable<Fault> Together(string name, FlexibleServerPoolArgs args)
    {
        var specification = args.Plan.Specification;
        if (args.Plan.FlexibleServer is null)
        {
            yield return new(
                "plan.target", "is not azure", Spelling.Of(specification.Target), "azure", "plan a specification with `target: azure`");
            yield break;
        }

        if (specification.Database.FlexibleServer.Existing is { } existing && args.Source is FlexibleServerSource.Created)
        {
            yield return new(
                "source", "makes a new server, and the plan names one that exists", existing, "one of the two",
                "give FlexibleServerSource.Existing, or remove `database.flexibleServer.existing` from the plan");
        }

        var prefix = args.NamePrefix ?? name;
        if (args.Vault is not null && !string.IsNullOrEmpty(name) && !prefix.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            yield return new(
                args.NamePrefix is null ? "name" : "namePrefix", "cannot begin the name of a secret", prefix,
                "letters, digits and hyphens", "choose another, or leave out the vault");
        }
    }
}
