using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.AzureNative.DBforPostgreSQL;
using Pulumi.AzureNative.DBforPostgreSQL.Inputs;
using Database = Pulumi.AzureNative.DBforPostgreSQL.Database;

namespace Infra.Pooling.Azure;

/// <summary>The primary, its databases, and the replicas.</summary>
internal sealed class ServerSet
{
    private readonly string _name;
    private readonly FlexibleServerPoolArgs _args;
    private readonly Output<ImmutableDictionary<string, string>> _credentials;
    private readonly DatabaseOptions _database;
    private readonly Sequence _sequence;
    private readonly ServerNetwork _network;
    private readonly ImmutableArray<EntraAdministratorOptions> _principals;

    public ServerSet(
        string name,
        FlexibleServerPoolArgs args,
        Output<ImmutableDictionary<string, string>> credentials,
        Sequence sequence,
        ServerNetwork network)
    {
        _name = name;
        _args = args;
        _credentials = credentials;
        _database = args.Plan.Specification.Database;
        _sequence = sequence;
        _network = network;
        _principals = args.EntraAdministrators ?? _database.FlexibleServer.EntraAdministrators;
        Primary = args.Source switch
        {
            FlexibleServerSource.Created created => Create(created.ServerName),
            FlexibleServerSource.Found found => ServerHandle.Existing(
                name, sequence.Then(options => Server.Get(name, found.Id, new() { Parent = options.Parent })), found.Id.ToOutput()),
            _ => throw new ArgumentException("The source is none of the two kinds.", nameof(args)),
        };
        foreach (var principal in _principals)
            Administer(principal);
        network.Admit(Primary);
        Store($"{name}-database", _database.Name);
        foreach (var further in _database.FlexibleServer.Databases)
            Store($"{name}-database-{further}", further);
        Replicas = [.. Enumerable.Range(1, _database.Replicas).Select(Replicate)];
        foreach (var replica in Replicas)
            network.Admit(replica);
    }

    public ServerHandle Primary { get; }

    public ImmutableArray<ServerHandle> Replicas { get; }

    /// <summary>The primary and the replicas.</summary>
    public ImmutableArray<ServerHandle> All => [Primary, .. Replicas];

    private ServerHandle Create(Input<string>? serverName)
    {
        var own = _database.FlexibleServer;
        var server = _sequence.Then(options => new Server(_name, new ServerArgs
        {
            ResourceGroupName = _args.ResourceGroupName,
            ServerName = serverName,
            Location = _args.Location,
            Sku = Sku(),
            Version = _database.Version.ToString(CultureInfo.InvariantCulture),
            AdministratorLogin = own.Administrator,
            // The provider does not mark it.
            AdministratorLoginPassword = Output.CreateSecret(_credentials.Apply(passwords => passwords[own.Administrator])),
            AuthConfig = new AuthConfigArgs
            {
                PasswordAuth = PasswordBasedAuth.Enabled,
                ActiveDirectoryAuth = _principals.IsEmpty ? MicrosoftEntraAuth.Disabled : MicrosoftEntraAuth.Enabled,
                TenantId = _principals.IsEmpty ? null : (Input<string>)_principals[0].TenantId,
            },
            Backup = new BackupArgs { BackupRetentionDays = own.BackupDays, GeoRedundantBackup = GeographicallyRedundantBackup.Disabled },
            HighAvailability = new HighAvailabilityArgs { Mode = Mode(own.HighAvailability) },
            Storage = Storage(),
            Network = _network.OfServer(),
            Tags = _args.Tags,
        }, _network.Before(Kept(options))));
        return ServerHandle.Of(_name, server, _args.ResourceGroupName);
    }

    private void Store(string label, string database) => _ = _sequence.Then(options => new Database(label, new DatabaseArgs
    {
        ResourceGroupName = Primary.ResourceGroup,
        ServerName = Primary.Name,
        DatabaseName = database,
        Charset = "UTF8",
        Collation = "en_US.utf8",
    }, Kept(options)));

    private ServerHandle Replicate(int number)
    {
        var label = $"{_name}-replica-{number}";
        var server = _sequence.Then(options => new Server(label, new ServerArgs
        {
            ResourceGroupName = _args.ResourceGroupName,
            Location = _args.Location,
            CreateMode = CreateMode.Replica,
            SourceServerResourceId = Primary.Id,
            Sku = Sku(),
            Storage = Storage(),
            Network = _network.OfServer(),
            Replica = Promotion(number),
            Tags = _args.Tags,
        }, _network.Before(Kept(options))));
        return ServerHandle.Of(label, server, _args.ResourceGroupName);
    }

    private Input<ReplicaArgs>? Promotion(int number)
    {
        if (_database.FlexibleServer.Promote is not { } promote || promote.Replica != number)
            return null;
        return new ReplicaArgs
        {
            Role = ReplicationRole.Primary,
            PromoteMode = ReadReplicaPromoteMode.Switchover,
            PromoteOption = promote.Option == PromotionOption.Planned ? ReadReplicaPromoteOption.Planned : ReadReplicaPromoteOption.Forced,
        };
    }

    private void Administer(EntraAdministratorOptions principal) => _ = _sequence.Then(
        options => new AdministratorsMicrosoftEntra($"{_name}-administrator-{principal.ObjectId}", new AdministratorsMicrosoftEntraArgs
        {
            ResourceGroupName = Primary.ResourceGroup,
            ServerName = Primary.Name,
            ObjectId = principal.ObjectId,
            PrincipalName = principal.Name,
            PrincipalType = principal.Type switch
            {
                EntraPrincipal.Group => PrincipalType.Group,
                EntraPrincipal.ServicePrincipal => PrincipalType.ServicePrincipal,
                _ => PrincipalType.User,
            },
            TenantId = principal.TenantId,
        }, options));

    private SkuArgs Sku() => new() { Name = _args.Plan.FlexibleServer!.Sku, Tier = _args.Plan.FlexibleServer.Tier };

    private StorageArgs Storage() => new() { StorageSizeGB = _database.FlexibleServer.StorageGiB, AutoGrow = StorageAutoGrow.Enabled };

    private CustomResourceOptions Kept(CustomResourceOptions options)
    {
        options.Protect = _database.FlexibleServer.Protect ? true : null;
        return options;
    }

    private static PostgreSqlFlexibleServerHighAvailabilityMode Mode(HighAvailability mode) => mode switch
    {
        HighAvailability.ZoneRedundant => PostgreSqlFlexibleServerHighAvailabilityMode.ZoneRedundant,
        HighAvailability.SameZone => PostgreSqlFlexibleServerHighAvailabilityMode.SameZone,
        _ => PostgreSqlFlexibleServerHighAvailabilityMode.Disabled,
    };
}
