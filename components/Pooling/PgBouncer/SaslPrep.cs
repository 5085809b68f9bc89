namespace Infra.Pooling.PgBouncer;

/// <summary>Preparation of passwords; for now only those that need none.</summary>
internal static class SaslPrep
{
    public static string Prepare(string password) => password;
}
