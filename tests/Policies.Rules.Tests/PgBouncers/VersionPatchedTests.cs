namespace Infra.Policies.Rules.Tests.PgBouncers;

public class VersionPatchedTests
{
    private const string Rule = "pgbouncer-version-floor";
    private const string At = "violation urn:pooler: `spec.template.spec.containers[0].image`: ";

    [Theory]
    [InlineData("pgbouncer:1.26.1")]
    [InlineData("ghcr.io/cloudnative-pg/pgbouncer:1.26.1")]
    [InlineData("registry:5000/pgbouncer:v1.27.0-p1")]
    [InlineData("pgbouncer:1.26.1@sha256:0f1e")]
    public void Judge_Newer_IsOk(string image) => Assert.Equal(["ok"], Of(image));

    [Theory]
    [InlineData("edoburu/pgbouncer:v1.24.1-p0", "1.24.1")]
    [InlineData("bitnami/pgbouncer:1.26.0-debian-12-r3", "1.26.0")]
    [InlineData("pgbouncer:1.25", "1.25.0")]
    [InlineData("pgbouncer:1.20.0@sha256:0f1e", "1.20.0")]
    public void Judge_Older_IsAViolation(string image, string version) =>
        Assert.Equal([$"{At}PgBouncer {version} has known vulnerabilities; run 1.26.1 or newer."], Of(image));

    [Theory]
    [InlineData("pgbouncer", "no tag")]
    [InlineData("registry:5000/pgbouncer", "no tag")]
    [InlineData("pgbouncer:latest", "the tag latest")]
    public void Judge_NoVersion_IsAViolation(string image, string tag) =>
        Assert.Equal([$"{At}the image has {tag}, and so may be any version; write one, 1.26.1 or newer."], Of(image));

    [Theory]
    [InlineData("pgbouncer@sha256:0f1e")]
    [InlineData("pgbouncer:latest@sha256:0f1e")]
    [InlineData("pgbouncer:1.26")]
    [InlineData("pgbouncer:stable")]
    [InlineData("?")]
    public void Judge_VersionNotTold_IsUndecided(string image) => Assert.Equal(
        [
            "undecided urn:pooler: `spec.template.spec.containers[0].image`: whether the image has known vulnerabilities cannot be told; "
            + "it depends on `urn:pooler#spec.template.spec.containers[0].image`.",
        ],
        Of(image));

    [Fact]
    public void Judge_PatchedTag_IsOk() => Assert.Equal(
        ["ok"],
        Judged.By(Rule, Judged.With($$"""{"{{Rule}}": {"patched": ["1.24.1"]} }"""), Given.Stack(GivenPods.Pooler(image: "pgbouncer:1.24.1"), GivenPods.Files())));

    [Fact]
    public void Judge_NoPods_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, GivenPods.Files()));

    private static IReadOnlyList<string> Of(string image) => Judged.By(Rule, GivenPods.Pooler(image: image), GivenPods.Files());
}
