using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads <c>database.flexibleServer</c>.</summary>
internal static partial class FlexibleServerReader
{
    private const string Primary = "primary";

    internal static readonly ImmutableArray<string> Keys =
    [
        "existing", "serverName", "resourceGroup", "location", "administrator", "databases", "storageGiB", "backupDays", "highAvailability",
        "protect", "network", "reads", "reader", "promote", "parameters", "inForce", "alerts", "actionGroups", "workspace", "keyVault",
        "entraAdministrators",
    ];

    public static FlexibleServerOptions Read(Cursor cursor)
    {
        var none = new FlexibleServerOptions();
        if (cursor.Object(Keys) is not { } section)
            return none;
        const string Values = "an object of server parameters, each with one value";
        return none with
        {
            Existing = section["existing"].Matching(
                ServerId(), "is not the id of a Flexible Server", "/subscriptions/…/providers/Microsoft.DBforPostgreSQL/flexibleServers/…",
                "copy the resource id from the server's JSON view"),
            ServerName = section["serverName"].Matching(
                ServerNames(), "is not a name for a server",
                "3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends",
                "write it as `orders-production`"),
            ResourceGroup = section["resourceGroup"].Matching(
                GroupName(), "is not a name for a resource group",
                "1 to 90 letters, digits, underscores, hyphens, points and parentheses, no point at the end",
                "write the name, not the id"),
            Location = section["location"].Matching(Region(), "is not a region", "a region's short name", "write it as `westeurope`"),
            Administrator = section["administrator"].Administrator() ?? none.Administrator,
            Databases = DatabaseNames.Read(section["databases"]),
            StorageGiB = section["storageGiB"].Whole(32, 32767) ?? none.StorageGiB,
            BackupDays = section["backupDays"].Whole(7, 35) ?? none.BackupDays,
            HighAvailability = section["highAvailability"].Term<HighAvailability>() ?? none.HighAvailability,
            Protect = Flag(section["protect"]) ?? none.Protect,
            Network = FlexibleServerNetworkReader.Read(section["network"]),
            Reads = section["reads"].Term<ReadRouting>() ?? none.Reads,
            Reader = ReadReader(section["reader"]) ?? none.Reader,
            Promote = ReadPromotion(section["promote"]),
            Parameters = section["parameters"].Scalars(Values) ?? none.Parameters,
            InForce = section["inForce"].Scalars(Values) ?? none.InForce,
            Alerts = Flag(section["alerts"]) ?? none.Alerts,
            ActionGroups = section["actionGroups"].List("a list of resource ids") is { } groups
                ? [.. groups.Select(group => group.ResourceId("actionGroups")).OfType<string>()]
                : none.ActionGroups,
            Workspace = section["workspace"].ResourceId("workspaces"),
            KeyVault = ReadVault(section["keyVault"]),
            EntraAdministrators = section["entraAdministrators"].List("a list of Entra principals") is { } items
                ? [.. items.Select(ReadPrincipal).OfType<EntraAdministratorOptions>()]
                : none.EntraAdministrators,
        };
    }

    /// <summary>A resource id with a given kind of resource in it.</summary>
    public static string? ResourceId(this Cursor cursor, string kind)
    {
        var allowed = $"a resource id with /{kind}/ in it";
        if (cursor.Text(allowed, Forms.ResourceId(kind)) is not { } text)
            return null;
        if (AnyId().IsMatch(text) && text.Contains($"/{kind}/", StringComparison.OrdinalIgnoreCase) && !text.EndsWith('/'))
            return text;
        cursor.Wrong("is not such a resource id", allowed, "copy the resource id from the resource's JSON view");
        return null;
    }

    private static string? Administrator(this Cursor cursor)
    {
        if (cursor.Role(Forms.Administrator) is not { } login)
            return null;
        if (login is not ("azure_superuser" or "azure_pg_admin" or "admin" or "administrator" or "root" or "guest"))
            return login;
        cursor.Wrong("is a login that Azure keeps for itself", "any other login", "write it as `pooling_admin`");
        return null;
    }

    private static bool? Flag(Cursor cursor) => cursor.Choice(["true", "false"]) is { } text ? text == "true" : null;

    private static int? ReadReader(Cursor cursor)
    {
        const string Alternative = ", or primary";
        return cursor.IsText(Primary) ? FlexibleServerOptions.ReaderIsPrimary : cursor.Whole(1, 5, Alternative);
    }

    private static PromotionOptions? ReadPromotion(Cursor cursor)
    {
        if (cursor.Object(["replica", "option"]) is not { } section)
            return null;
        var replica = section["replica"].Required("1").Whole(1, 5);
        var option = section["option"].Term<PromotionOption>() ?? PromotionOption.Planned;
        return replica is { } number ? new PromotionOptions(number, option) : null;
    }

    private static KeyVaultOptions? ReadVault(Cursor cursor)
    {
        if (cursor.Object(["name", "resourceGroup"]) is not { } section)
            return null;
        var name = section["name"].Required("kv-orders").Matching(
            VaultName(), "is not a name for a Key Vault", "3 to 24 letters, digits and hyphens, a letter first",
            "write the name, not the URI");
        var group = section["resourceGroup"].Required("rg-security").Text("the resource group of the vault");
        return name is null || group is null ? null : new KeyVaultOptions(name, group);
    }

    private static EntraAdministratorOptions? ReadPrincipal(Cursor cursor)
    {
        if (cursor.Object(["objectId", "name", "type", "tenantId"]) is not { } section)
            return null;
        const string Example = "00000000-0000-0000-0000-000000000000";
        var objectId = Guid(section["objectId"].Required(Example));
        var name = section["name"].Required("dba-team").Identifier();
        var type = section["type"].Required("group").Term<EntraPrincipal>();
        var tenant = Guid(section["tenantId"].Required(Example));
        return objectId is null || name is null || type is null || tenant is null ? null : new(objectId, name, type.Value, tenant);
    }

    private static string? Guid(Cursor cursor)
    {
        const string Allowed = "a GUID";
        if (cursor.Text(Allowed, Forms.Guid) is not { } text)
            return null;
        if (System.Guid.TryParseExact(text, "D", out _))
            return text;
        cursor.Wrong("is not a GUID", Allowed, "copy the id from Entra");
        return null;
    }

    [GeneratedRegex(
        @"\A/subscriptions/[^/\s]+/resourceGroups/[^/\s]+/providers/\S+\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AnyId();

    [GeneratedRegex(
        @"\A/subscriptions/[^/\s]+/resourceGroups/[^/\s]+/providers/Microsoft\.DBforPostgreSQL/flexibleServers/[^/\s]+\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex ServerId();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{1,61}[a-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServerNames();

    [GeneratedRegex(@"\A[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]\z", RegexOptions.CultureInvariant)]
    private static partial Regex GroupName();

    [GeneratedRegex(@"\A[a-z]{2,}[a-z0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex VaultName();
}
