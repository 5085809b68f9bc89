using System.Collections.Immutable;
using Infra.Provider;
using Pulumi;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;
using Pulumi.Testing;

namespace Infra.Packages.Languages;

/// <summary>A component made as the SDK's host makes it, from what came over the wire; built with the official packages only.</summary>
public class OfficialConstructTests
{
    private static readonly PropertyValue Specification = new("""
        {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db.example.com", "maxConnections": 100},
         "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}, "driver": "npgsql"}]}
        """);

    [Fact]
    public async Task Construct_OfInputsFromTheWire_GivesOutputsForTheWire()
    {
        var outputs = await ConstructAsync(Map(
            ("specification", Specification),
            ("credentials", Map(("app", new("app-0123")), ("pooler_admin", new("admin-0123")), ("pooler_stats", new("stats-0123"))).WithSecret(true)),
            ("certificateSecret", new("tls")),
            ("databaseCaSecret", new("ca"))));

        Assert.Equal(
            ["databaseSql", "port", "readOnlyHost", "readWriteHost", "urn", "workloadConnections", "workloadVariables"],
            outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("pool.default.svc", Text(outputs["readWriteHost"]));
        Assert.True(outputs["workloadConnections"].IsSecret && outputs["workloadVariables"].IsSecret && outputs["databaseSql"].IsSecret);
        Assert.True(outputs["workloadConnections"].TryGetMap(out var connections));
        Assert.StartsWith(
            "Host=pool.default.svc;Port=6432;Database=app;Username=app;Password=app-0123;", Text(connections["api"]), StringComparison.Ordinal);
        Assert.True(outputs["workloadVariables"].TryGetMap(out var variables) && variables["api"].TryGetMap(out variables));
        Assert.Equal("app", Text(variables["PGUSER"]));
    }

    [Fact]
    public async Task Construct_OfMissingInputs_SaysWhichInOneMessage()
    {
        var error = await Record.ExceptionAsync(() => ConstructAsync(Map(("specification", Specification))));

        Assert.Equal(
            """
            PgBouncer pool cannot be made:
              `credentials`: is null; allowed: a password for each role; fix: give one for each role of the plan
              `databaseCaSecret`: is null; allowed: the name of a secret with ca.crt; fix: name the secret with the authority of the database's certificate
            """.ReplaceLineEndings("\n"),
            // The host takes the reflection's own exception away.
            error!.InnerException!.Message);
    }

    private static async Task<IDictionary<string, PropertyValue>> ConstructAsync(PropertyValue inputs)
    {
        var provider = new ComponentProvider(typeof(PgBouncer).Assembly, new Metadata("pooling", Version: "0.0.0"));
        Assert.True(inputs.TryGetMap(out var map));
        ConstructResponse? response = null;
        Exception? error = null;
        await Deployment.TestAsync(new Echo(), new TestOptions { IsPreview = false }, async () =>
        {
            try
            {
                var request = new ConstructRequest("pooling:index:PgBouncer", "pool", map, new ComponentResourceOptions());
                response = await provider.Construct(request, default);
            }
            catch (Exception thrown)
            {
                error = thrown;
            }

            return new Dictionary<string, object?>();
        });
        return response?.Outputs ?? throw error!;
    }

    private static PropertyValue Map(params (string Key, PropertyValue Value)[] entries) =>
        new(entries.ToImmutableDictionary(entry => entry.Key, entry => entry.Value));

    private static string Text(PropertyValue value) =>
        value.TryGetString(out var text) ? text : throw new InvalidOperationException($"{value} is no text");

    private sealed class Echo : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
            Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException($"nothing calls {args.Token}");
    }
}
