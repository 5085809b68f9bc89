using System.Collections.Immutable;

namespace Infra.Pooling.Specification;

/// <summary>What only an Azure Flexible Server offers: the key <c>database.flexibleServer</c>.</summary>
public sealed record FlexibleServerOptions
{
    /// <summary>The value of <see cref="Reader"/> that stands for the primary.</summary>
    public const int ReaderIsPrimary = 0;

    /// <summary>
    /// Resource id of an existing server, which is then used and not made; null, the default, for a new one. Its parameters, replicas,
    /// databases and rules are managed all the same.
    /// </summary>
    public string? Existing { get; init; }

    /// <summary>Name of the server, unique in Azure; null, the default, for the component's name with a random end.</summary>
    public string? ServerName { get; init; }

    /// <summary>Resource group of everything that is made; null, the default, for a new one.</summary>
    public string? ResourceGroup { get; init; }

    /// <summary>Region, such as <c>westeurope</c>; null, the default, for that of the resource group.</summary>
    public string? Location { get; init; }

    /// <summary>Login of the administrator, who may look at PgBouncer's console as well; default <c>pooling_admin</c>.</summary>
    public string Administrator { get; init; } = "pooling_admin";

    /// <summary>
    /// Further databases on the server, beside <see cref="DatabaseOptions.Name"/>; default none. Each that a role of the workloads uses is
    /// a pool of that role, on every server.
    /// </summary>
    public ImmutableArray<string> Databases { get; init; } = [];

    /// <summary>Storage in GiB; 32 to 32767, default 128. It grows by itself and never shrinks.</summary>
    public int StorageGiB { get; init; } = 128;

    /// <summary>Days for which backups are kept; 7 to 35, default 7.</summary>
    public int BackupDays { get; init; } = 7;

    /// <summary>Where the standby of the primary is; default none. A replica never has one.</summary>
    public HighAvailability HighAvailability { get; init; }

    /// <summary>Whether Pulumi refuses to delete servers and databases; default false.</summary>
    public bool Protect { get; init; }

    /// <summary>How the server is reached; null, the default, for a public address that nobody may use yet.</summary>
    public FlexibleServerNetworkOptions? Network { get; init; }

    /// <summary>How readers reach the replicas; default a virtual endpoint. Without effect when there is no replica.</summary>
    public ReadRouting Reads { get; init; }

    /// <summary>The replica that the virtual endpoint's reader leads to, from 1, or <see cref="ReaderIsPrimary"/>; default 1.</summary>
    public int Reader { get; init; } = 1;

    /// <summary>A planned switch of roles; null, the default, for none.</summary>
    public PromotionOptions? Promote { get; init; }

    /// <summary>Server parameters by name, beside those that time-outs, pooler and database decide.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = NoParameters;

    /// <summary>
    /// The values that the servers have now, of the parameters that a replica must not have lower than its primary; they decide which
    /// server is changed first. Default: what a new server of the SKU has.
    /// </summary>
    public ImmutableSortedDictionary<string, string> InForce { get; init; } = NoParameters;

    /// <summary>Whether metric alerts and PgBouncer's metrics are on; default true.</summary>
    public bool Alerts { get; init; } = true;

    /// <summary>Resource ids of the action groups that an alert calls; default none.</summary>
    public ImmutableArray<string> ActionGroups { get; init; } = [];

    /// <summary>Resource id of the Log Analytics workspace that takes logs and metrics; null, the default, for none.</summary>
    public string? Workspace { get; init; }

    /// <summary>The Key Vault that takes the connection strings; null, the default, for none.</summary>
    public KeyVaultOptions? KeyVault { get; init; }

    /// <summary>Entra principals that administer the server; default none.</summary>
    public ImmutableArray<EntraAdministratorOptions> EntraAdministrators { get; init; } = [];

    private static ImmutableSortedDictionary<string, string> NoParameters { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>A planned promotion: the replica and the primary change roles.</summary>
/// <param name="Replica">The replica, from 1; the reader of the virtual endpoint must lead to it.</param>
/// <param name="Option">Whether it waits until no data can be lost; default planned.</param>
public sealed record PromotionOptions(int Replica, PromotionOption Option);

/// <summary>An existing Key Vault.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ResourceGroup">Its resource group.</param>
public sealed record KeyVaultOptions(string Name, string ResourceGroup);

/// <summary>An Entra principal.</summary>
/// <param name="ObjectId">Its object id.</param>
/// <param name="Name">The name it logs in with.</param>
/// <param name="Type">What it is.</param>
/// <param name="TenantId">Its tenant.</param>
public sealed record EntraAdministratorOptions(string ObjectId, string Name, EntraPrincipal Type, string TenantId);
