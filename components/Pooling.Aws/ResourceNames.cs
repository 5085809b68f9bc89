using Pulumi;

namespace Infra.Pooling.Aws;

/// <summary>Names of AWS resources that must be known before they exist, or that are read by people.</summary>
internal static class ResourceNames
{
    /// <summary>Longest name of a proxy, an instance or a cluster.</summary>
    private const int Longest = 50;

    /// <summary>
    /// A name that two stacks do not share. Proxies need one of their own choice: their log group is named after them, and must exist first
    /// for its retention to hold.
    /// </summary>
    public static string Physical(string name)
    {
        var letters = $"{name}-{Deployment.Instance.StackName}".ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        var text = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= Longest ? text : text[..Longest].TrimEnd('-');
    }
}
