using System.Text.Json;
using Infra.Cli.Evaluation;
using Infra.Cli.Report.Data;
using Infra.Pooling;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Tests.Report;

/// <summary>Plans for the tests of the report.</summary>
internal static class Plans
{
    /// <summary>Two pooled workloads on two routes, and one past the pooler.</summary>
    public const string Usual = """
        {
          "target": "kubernetes",
          "database": {"name": "app", "user": "app", "host": "db.example.com", "readHosts": ["replica.example.com"], "maxConnections": 200},
          "pooler": {"replicas": {"min": 2, "max": 2}, "settings": {"default_pool_size": 20}},
          "workloads": [
            {"name": "api", "replicas": {"min": 1, "max": 4, "surge": 1}, "processes": 2, "pool": {"size": 10, "overflow": 5}},
            {"name": "reports", "replicas": 2, "pool": {"size": 10}, "route": "readOnly"},
            {"name": "migration", "replicas": 1, "pool": {"size": 3}, "route": "direct"}
          ]
        }
        """;

    /// <summary>A workload that nothing limits.</summary>
    public const string Unbounded = """
        {
          "target": "kubernetes",
          "database": {"name": "app", "user": "app", "host": "db.example.com", "maxConnections": 200},
          "workloads": [
            {"name": "api", "replicas": 2, "pool": {"size": 10}},
            {"name": "worker", "replicas": {"min": 3}}
          ]
        }
        """;

    public static ReportPart Part(string json) => new(null, Plan(json));

    public static PoolPlan Plan(string json)
    {
        using var document = JsonDocument.Parse(json);
        return PoolPlan.Create(PoolingSpecification.Read(document.RootElement.Clone()), new DateOnly(2026, 11, 1));
    }

    /// <summary>A report of a stack that was planned and not evaluated.</summary>
    public static StackReport Report(string json, string name = "stack") => new(new EvaluatedStack(name, Plan(json), [], [], [], []));

    public static BudgetScenario Scenario(this ReportPart part, ScenarioKind kind) => part.Budget[kind];
}
