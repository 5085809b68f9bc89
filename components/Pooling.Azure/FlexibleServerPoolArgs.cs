using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Azure;

/// <summary>What a <see cref="FlexibleServerPool"/> is made from.</summary>
public sealed class FlexibleServerPoolArgs
{
    /// <summary>The plan of a specification with target azure; <see cref="PoolPlan.Create"/> refuses one that is not valid.</summary>
    public required PoolPlan Plan { get; init; }

    /// <summary>
    /// Password of each of <see cref="PoolPlan.Roles"/>, by role name: of the workloads' roles and of the administrator. All become
    /// secrets.
    /// </summary>
    public required InputMap<string> Credentials { get; init; }

    /// <summary>Name of the resource group of everything that is made.</summary>
    public required Input<string> ResourceGroupName { get; init; }

    /// <summary>The server; default a new one.</summary>
    public FlexibleServerSource Source { get; init; } = FlexibleServerSource.New();

    /// <summary>How the server is reached; default a public address that nobody may use.</summary>
    public FlexibleServerNetwork Network { get; init; } = FlexibleServerNetwork.Public();

    /// <summary>
    /// Beginning of the names that Azure does not let change: of secrets, of a new private zone, and of an endpoint's connection; default
    /// the component's name. A component that is renamed states its former name here and as an alias.
    /// </summary>
    public string? NamePrefix { get; init; }

    /// <summary>Region; default that of the resource group.</summary>
    public Input<string>? Location { get; init; }

    /// <summary>Resource ids of the action groups that an alert calls; default none.</summary>
    public ImmutableArray<Input<string>> ActionGroupIds { get; init; } = [];

    /// <summary>Resource id of the Log Analytics workspace for logs and metrics; default none.</summary>
    public Input<string>? WorkspaceId { get; init; }

    /// <summary>The vault that takes the connection strings; default none.</summary>
    public SecretVault? Vault { get; init; }

    /// <summary>Entra principals that administer the server; default those of the specification.</summary>
    public ImmutableArray<EntraAdministratorOptions>? EntraAdministrators { get; init; }

    /// <summary>Tags of everything that can have tags.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>An existing Key Vault.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ResourceGroupName">Its resource group.</param>
public sealed record SecretVault(Input<string> Name, Input<string> ResourceGroupName);
