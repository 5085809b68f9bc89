using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Cli.Doctor.Looking;

/// <summary>How many connections a server takes from ordinary roles, and how many of them are in use.</summary>
/// <param name="Max">max_connections.</param>
/// <param name="Reserved">Those that only superusers, roles with a privilege, or the provider get.</param>
/// <param name="Used">In use, of all roles and databases.</param>
internal sealed record ServerRoom(long Max, long Reserved, long Used)
{
    private static readonly string[] _reserves = ["superuser_reserved_connections", "reserved_connections", "rds.rds_reserved_connections"];

    public long Usable => Max - Reserved;

    public long Free => Math.Max(0, Usable - Used);

    public static ServerRoom Of(ServerFacts facts, ImmutableDictionary<string, ServerSetting> settings)
    {
        return new(Number("max_connections"), _reserves.Sum(Number), facts.Used);

        long Number(string name) =>
            long.TryParse(
                settings.GetValueOrDefault(name)?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? Math.Max(0, number)
                : 0;
    }
}
