using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads <c>database.rds</c>.</summary>
internal static partial class RdsReader
{
    private static readonly ImmutableArray<string> Keys =
    [
        "network", "existing", "identifier", "proxyName", "engineVersion", "authentication", "reads", "readPooler", "everyZone",
        "otherProxiesPercent", "parameters", "multiAz", "storageGiB", "maxStorageGiB", "backupDays", "protect", "kmsKey", "alarmTopics", "kubernetesNamespace",
    ];

    public static RdsOptions Read(Cursor cursor)
    {
        var none = new RdsOptions();
        if (cursor.Object(Keys) is not { } section)
            return none;
        var storage = section["storageGiB"].Whole(20, 65536) ?? none.StorageGiB;
        return none with
        {
            Network = section["network"].IsGiven ? RdsNetworkReader.Read(section["network"]) : null,
            Existing = section["existing"].IsGiven ? RdsNetworkReader.ReadExisting(section["existing"]) : null,
            Identifier = RdsNetworkReader.Identifier(section["identifier"]),
            ProxyName = RdsNetworkReader.Identifier(section["proxyName"]),
            EngineVersion = EngineVersionOf(section["engineVersion"]),
            Authentication = section["authentication"].Term<RdsAuthentication>() ?? none.Authentication,
            Reads = section["reads"].Term<RdsReads>(),
            ReadPooler = section["readPooler"].IsGiven ? PoolerReader.ReadPgBouncer(section["readPooler"]) : null,
            EveryZone = Flag(section["everyZone"]) ?? none.EveryZone,
            OtherProxiesPercent = section["otherProxiesPercent"].Whole(0, 99) ?? none.OtherProxiesPercent,
            Parameters = ReadParameters(section["parameters"]),
            MultiAz = Flag(section["multiAz"]) ?? none.MultiAz,
            StorageGiB = storage,
            MaxStorageGiB = section["maxStorageGiB"].Whole(storage, 65536) ?? Math.Max(storage, none.MaxStorageGiB),
            BackupDays = section["backupDays"].Whole(1, 35) ?? none.BackupDays,
            Protect = Flag(section["protect"]) ?? none.Protect,
            KmsKey = section["kmsKey"].Matching(
                KeyArn(), "is not the ARN of a KMS key", "arn:aws:kms:<region>:<account>:key/<id>", "copy the ARN of the key itself, not of an alias"),
            AlarmTopics = section["alarmTopics"].List("a list of ARNs of SNS topics") is { } topics
                ? [.. topics.Select(Topic).OfType<string>()]
                : none.AlarmTopics,
            KubernetesNamespace = section["kubernetesNamespace"].IsGiven ? section["kubernetesNamespace"].Label() : null,
        };
    }

    internal static bool? Flag(Cursor cursor) => cursor.Choice(["true", "false"]) is { } text ? text == "true" : null;

    private static string? Topic(Cursor cursor) =>
        cursor.Matching(TopicArn(), "is not the ARN of an SNS topic", "arn:aws:sns:<region>:<account>:<name>", "copy the ARN of the topic");

    // A number such as 16.10 would lose its last digit in YAML, so it has to be a text.
    private static string? EngineVersionOf(Cursor cursor) =>
        cursor.Matching(EngineVersion(), "is not an exact version", "a major and a minor version, in quotation marks", "write it as `\"16.9\"`");

    private static ImmutableSortedDictionary<string, RdsParameterOptions> ReadParameters(Cursor cursor)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, RdsParameterOptions>(StringComparer.Ordinal);
        foreach (var (name, item) in cursor.Entries("an object of parameters, each with one value, or with value and apply"))
        {
            if (!item.IsObject)
                parameters[name] = new(item.Scalar("a text, a number, true or false") ?? "");
            else if (item.Object(["value", "apply"]) is { } section)
                parameters[name] = new(section["value"].Required("1").Scalar("a text, a number, true or false") ?? "", ReadApply(section["apply"]));
        }

        return parameters.ToImmutable();
    }

    private static ParameterApply? ReadApply(Cursor cursor) => cursor.Choice(["immediate", "pending-reboot"]) switch
    {
        "immediate" => ParameterApply.Immediate,
        "pending-reboot" => ParameterApply.PendingReboot,
        _ => null,
    };

    [GeneratedRegex(@"\A[0-9]{2}\.[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex EngineVersion();

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyArn();

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex TopicArn();
}
