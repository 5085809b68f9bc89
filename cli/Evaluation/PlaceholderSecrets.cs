using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Pooling;
using Infra.Pooling.Sql;

namespace Infra.Cli.Evaluation;

/// <summary>
/// A preview needs no secrets: what is encrypted, or not set yet, is stood in for. The stand-ins are secrets themselves, so they
/// are never shown.
/// </summary>
internal static class PlaceholderSecrets
{
    public const string CredentialsKey = "infra:credentials";
    public const string TlsKey = "infra:tls";

    private const string LoginKey = "infra:login";

    private const string Placeholder = "not-known-in-a-preview";

    public static readonly ImmutableArray<string> Keys = [CredentialsKey, TlsKey];

    /// <summary>Every role that needs a password: those of the plan, and the second logins where clients use them.</summary>
    public static ImmutableArray<string> RolesOf(JsonObject config, PoolPlan plan) =>
        [.. plan.Roles, .. config[LoginKey]?.ToString() == "b" ? plan.WorkloadRoles.Select(AlternateLogin.Of).Except(plan.Roles) : []];

    /// <summary>Stands in for every secret of a stack whose secrets are made when it is put up.</summary>
    public static void FillAll(JsonObject config, ImmutableArray<string> roles)
    {
        config[CredentialsKey] = new JsonObject(roles.Select(role => KeyValuePair.Create(role, (JsonNode?)Placeholder)));
        config[TlsKey] = new JsonObject { ["certificate"] = Placeholder, ["privateKey"] = Placeholder, ["databaseCa"] = Placeholder };
    }

    /// <summary>Fills in what is missing; returns a sentence for each role whose password is not set.</summary>
    public static ImmutableArray<string> Fill(JsonObject config, PoolPlan plan)
    {
        var credentials = config[CredentialsKey] as JsonObject;
        config[CredentialsKey] = credentials ??= [];
        if (credentials.ContainsKey("secure"))
            config[CredentialsKey] = credentials = [];
        var roles = RolesOf(config, plan);
        var missing = roles.Where(role => credentials[role] is null).ToImmutableArray();
        foreach (var role in roles.Where(role => credentials[role] is not JsonValue))
            credentials[role] = Placeholder;
        if (config[TlsKey] is JsonObject tls)
        {
            foreach (var key in tls.Where(item => item.Value is JsonObject).Select(item => item.Key).ToList())
                tls[key] = Placeholder;
        }

        return missing.IsEmpty
            ? []
            : [$"before `pulumi up`, set the password of {string.Join(", ", missing)}: pulumi config set --secret --path '{CredentialsKey}.{missing[0]}'"];
    }
}
