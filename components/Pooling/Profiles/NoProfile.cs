using System.Collections.Immutable;

namespace Infra.Pooling.Profiles;

/// <summary>The variables of a program without a profile: what libpq and everything built on it reads, and the URL that most others read.</summary>
internal static class NoProfile
{
    public static ImmutableSortedDictionary<string, EnvironmentValue> Variables(ProfileContext context) => new VariableSet()
        .Plain("PGHOST", context.Own.Host)
        .Plain("PGPORT", context.Own.Port)
        .Plain("PGDATABASE", context.Own.Database)
        .Plain("PGUSER", context.Own.User)
        .Secret("PGPASSWORD", context.Own.Password.Length == 0 ? null : context.Own.Password)
        .Plain("PGSSLMODE", context.SslMode)
        .Plain("PGSSLROOTCERT", context.SslRootCertificate)
        .Secret("DATABASE_URL", context.Own.Uri)
        .ToSorted();
}
