using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.PgBouncer;

/// <summary>
/// Servers prove who they are. Until 1.25.0 PgBouncer compared a server's certificate with the whole list of hosts instead of the one in
/// use, so that under verify-full it accepted none of them (PgBouncer NEWS.md, 1.25.0; pull request 1303).
/// </summary>
internal static class ServerIdentity
{
    public const string SettingName = "server_tls_sslmode";
    public const string Full = "verify-full";
    public const string Authority = "verify-ca";

    private static readonly PgBouncerVersion VerifiesLists = new(1, 25);

    /// <summary>Whether a version can verify the name of a server that is one of several hosts.</summary>
    public static bool VerifiesNames(PgBouncerVersion version, int hosts) => hosts <= 1 || version >= VerifiesLists;

    /// <summary>What is wrong with the way in which the servers of a specification are verified.</summary>
    public static IEnumerable<Fault> Faults(PoolingSpecification specification, ImmutableSortedDictionary<string, string> settings)
    {
        var (mode, version) = (settings[SettingName], specification.Pooler.Version);
        if (mode is not (Full or Authority))
        {
            yield return new($"{specification.PoolerPath}.settings.{SettingName}", "somebody between PgBouncer and the server could pass for the server", mode,
                $"{Full}, or {Authority}, which checks who signed the certificate but not for whom", "remove it");
        }
        else if (mode == Full && !VerifiesNames(version, HostsOfReads(specification)))
        {
            yield return new($"{specification.PoolerPath}.version", "compares a server's certificate with the whole list of hosts, and so accepts none of them",
                version.ToString(), $"PgBouncer {VerifiesLists} or newer where a pool has several hosts",
                $"run that version, name one host, or write `settings: {{{SettingName}: {Authority}}}`, which checks who signed the certificate but not for whom");
        }
    }

    private static int HostsOfReads(PoolingSpecification specification)
    {
        var database = specification.Database;
        var replicas = database.ReadHosts.IsEmpty && database.Host is null ? database.Replicas : database.ReadHosts.Length;
        return replicas + (replicas > 0 && specification.Pooler.Pods.ReadFallback == ReadFallback.Primary ? 1 : 0);
    }
}
