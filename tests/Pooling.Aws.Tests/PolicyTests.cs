using System.Collections.Immutable;
using System.Text.Json;
using Infra.Pooling.Aws.Tests.Support;
using Pulumi.Utilities;

namespace Infra.Pooling.Aws.Tests;

public class PolicyTests
{
    private const string Account = "eu-west-1:123456789012";

    [Fact]
    public async Task Policy_OfSecrets_GrantsExactlyThemAndTheirKey()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Aurora()));

        Assert.Equal(
            [
                $"kms:Decrypt arn:aws:kms:{Account}:key/pooler-secrets if StringEquals kms:ViaService secretsmanager.eu-west-1.amazonaws.com",
                $"secretsmanager:GetSecretValue arn:aws:secretsmanager:{Account}:secret:pooler-user-orders",
                $"secretsmanager:GetSecretValue arn:aws:secretsmanager:{Account}:secret:pooler-user-search",
            ],
            Grants((string)cloud["aws:iam/rolePolicy:RolePolicy"]["policy"]));
    }

    [Fact]
    public async Task Policy_OfIamOnBothLegs_GrantsToConnectAsEachRole()
    {
        RdsProxyPool? pool = null;
        var cloud = await Cloud.RunAsync(() => pool = Given.Pool(Given.Aurora("{\"authentication\":\"iamEndToEnd\"}")));

        Assert.Equal(
            [
                $"rds-db:connect arn:aws:rds-db:{Account}:dbuser:cluster-POOLER-DATABASE/orders",
                $"rds-db:connect arn:aws:rds-db:{Account}:dbuser:cluster-POOLER-DATABASE/search",
            ],
            Grants((string)cloud["aws:iam/rolePolicy:RolePolicy"]["policy"]));
        Assert.DoesNotContain(cloud.Registered, args => args.Type!.StartsWith("aws:secretsmanager", StringComparison.Ordinal) || args.Type.StartsWith("aws:kms", StringComparison.Ordinal));
        Assert.Equal("IAM_AUTH", cloud["aws:rds/proxy:Proxy"]["defaultAuthScheme"]);
        Assert.DoesNotContain("auths", cloud["aws:rds/proxy:Proxy"].Keys);
        Assert.Equal(true, cloud["aws:rds/cluster:Cluster"]["iamDatabaseAuthenticationEnabled"]);
        Assert.EndsWith("GRANT rds_iam TO \"orders\";\nGRANT rds_iam TO \"search\";\n", await OutputUtilities.GetValueAsync(pool!.DatabaseSql), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientPolicy_OfAnyPool_NamesTheProxyAndEachRole()
    {
        RdsProxyPool? pool = null;
        var cloud = await Cloud.RunAsync(() => pool = Given.Pool(Given.Aurora("{\"authentication\":\"iam\"}")));

        Assert.Equal(
            [$"rds-db:connect arn:aws:rds-db:{Account}:dbuser:prx-pooler/orders", $"rds-db:connect arn:aws:rds-db:{Account}:dbuser:prx-pooler/search"],
            Grants(await OutputUtilities.GetValueAsync(pool!.ClientPolicy)));
        var auths = (ImmutableArray<object>)cloud["aws:rds/proxy:Proxy"]["auths"];
        Assert.All(auths, auth => Assert.Equal("REQUIRED", ((ImmutableDictionary<string, object>)auth)["iamAuth"]));
    }

    [Fact]
    public async Task Trust_OfTheRoles_IsOneServiceEach()
    {
        var cloud = await Cloud.RunAsync(() => Given.Pool(Given.Instance()));

        Assert.Equal(
            ["pooler rds.amazonaws.com", "pooler-database-monitoring monitoring.rds.amazonaws.com"],
            cloud.Registered.Where(args => args.Type == "aws:iam/role:Role").Select(args =>
            {
                using var document = JsonDocument.Parse((string)args.Inputs["assumeRolePolicy"]);
                return $"{args.Name} {document.RootElement.GetProperty("Statement")[0].GetProperty("Principal").GetProperty("Service").GetString()}";
            }).Order(StringComparer.Ordinal));
    }

    /// <summary>Every pair of action and resource that a policy allows; refuses wildcards and anything but permission.</summary>
    private static string[] Grants(string policy)
    {
        using var document = JsonDocument.Parse(policy);
        Assert.Equal("2012-10-17", document.RootElement.GetProperty("Version").GetString());
        var statements = document.RootElement.GetProperty("Statement").EnumerateArray().ToList();
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("?", policy, StringComparison.Ordinal);
        Assert.All(statements, statement => Assert.Equal("Allow", statement.GetProperty("Effect").GetString()));
        Assert.All(statements, statement => Assert.Empty(statement.EnumerateObject().Select(entry => entry.Name).Except(["Sid", "Effect", "Action", "Resource", "Condition"])));
        return
        [
            .. (from statement in statements
                from action in statement.GetProperty("Action").EnumerateArray()
                from resource in statement.GetProperty("Resource").EnumerateArray()
                select $"{action.GetString()} {resource.GetString()}{Condition(statement)}").Order(StringComparer.Ordinal),
        ];
    }

    private static string Condition(JsonElement statement) => !statement.TryGetProperty("Condition", out var condition) ? ""
        : string.Concat(from test in condition.EnumerateObject() from key in test.Value.EnumerateObject() select $" if {test.Name} {key.Name} {key.Value.GetString()}");
}
