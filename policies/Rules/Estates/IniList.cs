namespace Infra.Policies.Rules.Estates;

/// <summary>Names with commas between them, as settings of PgBouncer hold them.</summary>
internal static class IniList
{
    public static string[] Of(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
