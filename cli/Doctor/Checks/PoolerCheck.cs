using Infra.Cli.Doctor.Looking;
using Infra.Pooling.Specification;

namespace Infra.Cli.Doctor.Checks;

/// <summary>Which pooler it is, and in which mode.</summary>
internal static class PoolerCheck
{
    public const string Name = "pooler";
    public const string ModeName = "pool mode";

    public static IEnumerable<CheckResult> Of(DoctorSight sight)
    {
        var identity = Identity.Of(sight);
        var evidence = string.Join("; ", identity.Evidence);
        PoolerKind? planned = sight.Plan?.Specification.Pooler.Kind;
        yield return identity.Pooler switch
        {
            PoolerFound.Unknown => CheckResult.Skip(Name, null, "which pooler it is was not seen, because no statement was answered"),
            PoolerFound.None when planned is { } kind => CheckResult.Fail(
                Name, null, $"no pooler ({evidence}), planned {Spelling.Of(kind)}", "give the address of the pooler: the direct one "
                    + "is for migrations"),
            PoolerFound.PgBouncer or PoolerFound.AzureBuiltIn or PoolerFound.RdsProxy when planned is { } kind && kind != identity.Kind =>
                CheckResult.Fail(
                Name, null, $"{identity.Name} ({evidence}), planned {Spelling.Of(kind)}", "give the address of the planned pooler, or "
                    + "name the stack that this one belongs to"),
            PoolerFound.Other =>
                CheckResult.Warn(Name, null, $"{identity.Name} ({evidence})", "give its console with --admin if it is PgBouncer"),
            _ => CheckResult.Ok(Name, null, $"{identity.Name} ({evidence})"),
        };
        foreach (var entry in sight.Entries)
            yield return OfMode(sight, entry);
    }

    private static CheckResult OfMode(DoctorSight sight, EntrySight entry)
    {
        var mode = Mode.Of(sight, entry);
        var found = $"{Spelling.Of(mode.Sharing)}: {mode.How}";
        PoolMode? planned = sight.Plan is { Specification.Pooler: { Kind: not PoolerKind.RdsProxy } pooler } ? pooler.Mode : null;
        return mode.Sharing switch
        {
            Sharing.Unknown => CheckResult.Skip(ModeName, entry.Name, mode.How, "give PgBouncer's console with --admin"),
            Sharing.None => CheckResult.Skip(ModeName, entry.Name, "there is no pooler"),
            _ when planned is { } wanted && Spelling.Of(wanted) != Spelling.Of(mode.Sharing) => CheckResult.Fail(
                ModeName, entry.Name, $"{found}; planned {Spelling.Of(wanted)}", $"set pool_mode = {Spelling.Of(wanted)} and RELOAD"),
            Sharing.Session when planned is null => CheckResult.Warn(
                ModeName, entry.Name, $"{found}; each client holds a server connection for as long as it stays",
                "set pool_mode = transaction where clients need no session features"),
            Sharing.Statement when planned is null =>
                CheckResult.Warn(ModeName, entry.Name, found, "set pool_mode = transaction unless no client ever needs a transaction"),
            _ => CheckResult.Ok(ModeName, entry.Name, found),
        };
    }
}
