using Pulumi;
using Pulumi.Utilities;

namespace Infra.Pooling.Kubernetes.Tests;

/// <summary>
/// What a program has to do to give a component another name without losing what it made: an alias, and the former name for the objects.
/// The engine derives the children's aliases from their parent's where a child's name begins with the component's.
/// </summary>
public sealed class RenameTests
{
    private const string Everything = """
        "replicas": {"min": 2, "max": 3}, "metrics": true
        """;

    public static TheoryData<string> Variants => ["secrets", "pem", "issuer", "surge"];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Constructor_AnotherNameWithAnAlias_ChangesNoObject(string variant)
    {
        var before = await Run.ProgramAsync(run => _ = new PgBouncerPool("old", Args(variant, objectName: null), run.Watched));
        PgBouncerPool? pool = null;
        var after = await Run.ProgramAsync(run =>
        {
            var options = run.Watched;
            options.Aliases.Add(new Alias { Name = "old" });
            pool = new PgBouncerPool("new", Args(variant, "old"), options);
        });

        Assert.Equal(Objects(before, "old"), Objects(after, "new"));
        Assert.Equal("old.pooling.svc", await Run.ValueAsync(pool!.ReadWriteHost));
        var alias = await OutputUtilities.GetValueAsync(
            Assert.Single(after.Seen.Single(seen => seen.Resource is ComponentResource).Options.Aliases).ToOutput());
        Assert.Equal("old", await OutputUtilities.GetValueAsync(alias.Name!.ToOutput()));
        // Otherwise the engine would not find the child's former name.
        Assert.All(
            after.Seen.Where(seen => seen.Resource is CustomResource),
            seen => Assert.StartsWith("new", seen.Resource.GetResourceName(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Orders", null, "name", "Orders", "choose another, or give ObjectName")]
    [InlineData("orders", "or_ders", "objectName", "or_ders", "choose another, or leave it out for the component's name")]
    [InlineData("1-orders", null, "name", "1-orders", "choose another, or give ObjectName")]
    [InlineData("orders", "orders-", "objectName", "orders-", "choose another, or leave it out for the component's name")]
    [InlineData(
        "orders", "a-name-of-which-the-revision-of-a-pod-makes-too-much-x", "objectName", "a-name-of-which-the-revision-of-a-pod-makes-too-much-x",
        "choose another, or leave it out for the component's name")]
    public async Task Constructor_NameThatKubernetesRefuses_IsRefused(string name, string? objectName, string path, string received, string fix)
    {
        Exception? error = null;
        var run = await Run.ProgramAsync(_ => error = Record.Exception(() => new PgBouncerPool(name, Args("secrets", objectName))));

        Assert.Equal(
            $"PgBouncerPool {name} cannot be made:\n  `{path}`: is not a name for objects in Kubernetes (received {received}); "
            + $"allowed: 52 or fewer lower-case letters, digits and hyphens, a letter first and no hyphen last; fix: {fix}",
            Assert.IsType<Specification.ComponentArgumentException>(error).Message);
        Assert.Empty(run.Registered);
    }

    private static PgBouncerPoolArgs Args(string variant, string? objectName)
    {
        var pooler = variant == "surge" ? """ "replicas": {"min": 2, "max": 3, "surge": 1} """ : Everything;
        var args = Given.Args(Given.Plan(pooler: pooler), variant switch
        {
            "pem" => Given.Pem(),
            "issuer" => PoolerCertificates.FromIssuer("ClusterIssuer", "internal", "database-ca"),
            _ => null,
        });
        return new()
        {
            Plan = args.Plan,
            Credentials = args.Credentials,
            Certificates = args.Certificates,
            Namespace = args.Namespace,
            ObjectName = objectName,
        };
    }

    /// <summary>Type, name without the component's, and everything that Kubernetes is told.</summary>
    private static string[] Objects(Run run, string component) =>
    [
        .. (from registered in run.Registered
            let split = registered.Split(' ')
            where split[0] != PgBouncerPool.Token
            let kind = split[0][(split[0].LastIndexOf(':') + 1)..]
            select $"{split[0]} {split[1][component.Length..]} {run[kind, split[1]].ToJsonString()}").Order(StringComparer.Ordinal),
    ];
}
