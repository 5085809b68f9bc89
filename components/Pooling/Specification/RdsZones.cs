using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification.Reading;

namespace Infra.Pooling.Specification;

/// <summary>Availability zones in which RDS Proxy runs.</summary>
/// <remarks>Source: Amazon RDS User Guide, "Quotas and limitations for RDS Proxy".</remarks>
public static class RdsZones
{
    private static readonly ImmutableArray<string> Excluded = ["use1-az3", "usw1-az2"];

    /// <summary>What is wrong with the zones of a proxy's subnets.</summary>
    /// <param name="path">Where the subnets are stated.</param>
    /// <param name="zones">Ids of the zones, such as <c>use1-az1</c>: the name <c>us-east-1a</c> means another zone in each account.</param>
    public static IEnumerable<Fault> Faults(string path, IEnumerable<string> zones)
    {
        var all = zones.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var zone in all)
        {
            if (Excluded.Contains(zone))
            {
                yield return new(
                    JsonPath.Key(path, zone), "is a zone in which RDS Proxy does not run", zone, $"zones other than {string.Join(" and ", Excluded)}",
                    "name a subnet in another zone");
            }
            else if (!IsZoneId(zone))
            {
                yield return new(
                    JsonPath.Key(path, zone), "is not the id of an availability zone", zone, "an id such as use1-az1, which is the same in every account",
                    "look it up with `aws ec2 describe-availability-zones`");
            }
        }

        if (all.Count < 2)
        {
            yield return new(
                path, "has fewer than two availability zones, and RDS Proxy needs two",
                string.Create(CultureInfo.InvariantCulture, $"{all.Count}"), "subnets in two zones or more", "add a subnet in another zone");
        }
    }

    private static bool IsZoneId(string zone)
    {
        var parts = zone.Split("-az");
        return parts.Length == 2 && parts[0].Length >= 4 && parts[0].All(char.IsAsciiLetterOrDigit) && int.TryParse(parts[1], out _);
    }
}
