using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Pooling.Aws;

/// <summary>A statement of an IAM policy that allows something.</summary>
/// <param name="Sid">Its name.</param>
/// <param name="Actions">Exact actions.</param>
/// <param name="Resources">Exact ARNs.</param>
internal sealed record PolicyStatement(string Sid, ImmutableArray<string> Actions, ImmutableArray<string> Resources)
{
    /// <summary>Conditions: operator, key, value.</summary>
    public (string Operator, string Key, string Value)? Condition { get; init; }
}

/// <summary>Writes IAM policies.</summary>
internal static class PolicyDocument
{
    private const string Version = "2012-10-17";

    /// <summary>Who may assume a role: one service.</summary>
    public static string TrustOf(string service) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["Version"] = Version,
        ["Statement"] = new[]
        {
            new Dictionary<string, object>
            {
                ["Effect"] = "Allow",
                ["Principal"] = new Dictionary<string, string> { ["Service"] = service },
                ["Action"] = "sts:AssumeRole",
            },
        },
    });

    /// <summary>
    /// What statements allow; those without a resource are left out, because they would allow nothing and AWS refuses them.
    /// </summary>
    public static string Of(IEnumerable<PolicyStatement> statements) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["Version"] = Version,
        ["Statement"] = statements.Where(statement => !statement.Resources.IsEmpty).Select(Write).ToArray(),
    });

    private static Dictionary<string, object> Write(PolicyStatement statement)
    {
        var entry = new Dictionary<string, object>
        {
            ["Sid"] = statement.Sid,
            ["Effect"] = "Allow",
            ["Action"] = statement.Actions,
            ["Resource"] = statement.Resources.Distinct().Order(StringComparer.Ordinal).ToArray(),
        };
        if (statement.Condition is { } condition)
        {
            entry["Condition"] = new Dictionary<string, object>
            {
                [condition.Operator] = new Dictionary<string, string> { [condition.Key] = condition.Value },
            };
        }

        return entry;
    }
}
