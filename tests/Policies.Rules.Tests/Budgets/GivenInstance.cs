using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Budgets;

/// <summary>Servers on RDS.</summary>
internal static class GivenInstance
{
    public static ResourceNode Instance(string name, string instanceClass) => Given.Resource("aws:rds/instance:Instance", name, $$$"""
        {"identifier": "{{{name}}}", "engine": "postgres", "engineVersion": "16.9", "instanceClass": "{{{instanceClass}}}", "address": "db-{{{name}}}.example.com"}
        """);
}
