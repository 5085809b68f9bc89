namespace Infra.Policies.Rules;

/// <summary>Lists in sentences.</summary>
internal static class Listing
{
    /// <summary>As in <c>peak, rollout and failover</c>.</summary>
    public static string Of(IEnumerable<string> items, string last = "and")
    {
        string[] all = [.. items];
        return all.Length switch
        {
            0 => "nothing",
            1 => all[0],
            _ => $"{string.Join(", ", all[..^1])} {last} {all[^1]}",
        };
    }
}
