using Infra.Cli.Tests;

namespace Infra.Browser;

/// <summary>The pages that the tests look at: each kind of pooler, and what is unlike the usual.</summary>
internal static class Pages
{
    public const string Undecided = """
        target: kubernetes
        database: {name: "a<b>&\"c", user: app, host: db.example.com, readHosts: [replica.example.com], maxConnections: 200}
        workloads:
          - {name: an-unusually-long-name-of-a-workload-that-is-a-valid-label, replicas: 2, pool: {size: 10}}
          - {name: worker, replicas: {min: 3}}
          - {name: reports, replicas: 2, pool: {size: 4}, route: readOnly}
          - {name: listener, replicas: 1, pool: {size: 2}, route: direct, needs: [listenNotify]}
        """;

    public const string Exceeded = """
        target: kubernetes
        database: {name: app, user: app, host: db.example.com, maxConnections: 100}
        pooler: {settings: {default_pool_size: 60, max_client_conn: 300}}
        workloads:
          - {name: api, replicas: {min: 2, max: 20}, pool: {size: 20, overflow: 5}}
        """;

    private const string All = "all";

    /// <summary>Names of pages.</summary>
    public static TheoryData<string> Names => ["local", "prod-aws", "prod-azure", "undecided", "exceeded", All];

    /// <summary>Writes a page as the command does.</summary>
    public static async Task<string> WriteAsync(string name)
    {
        using var project = name == All ? new Project() : Project.WithShippedStacks();
        project.Specified("undecided", Undecided).Specified("exceeded", Exceeded);
        var result = await project.RunAsync("report", name == All ? "--all" : name);
        Assert.Equal("", result.Error);
        return result.Output;
    }
}
