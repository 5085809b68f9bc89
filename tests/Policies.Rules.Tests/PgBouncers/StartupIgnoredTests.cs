using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.PgBouncers;

public class StartupIgnoredTests
{
    private const string Rule = "pgbouncer-ignore-startup";
    private const string Question = "whether startup parameters are ignored without a known hole cannot be told; it depends on ";
    private const string Hole = "in PgBouncer 1.24.1 a list without `options` lets a client make it spin for ever (CVE-2026-107349); add `options` to ignore_startup_parameters.";

    [Theory]
    [InlineData("extra_float_digits,options", "1.24.1")]
    [InlineData("extra_float_digits", "1.26.1")]
    [InlineData("extra_float_digits", "1.19.0")]
    [InlineData("", "1.24.1")]
    public void Judge_NoHole_IsOk(string list, string version) => Assert.Equal(["ok"], Of(list, version));

    [Fact]
    public void Judge_Hole_IsAViolation() =>
        Assert.Equal([$"violation urn:files: `data.pgbouncer.ini:4 ignore_startup_parameters`: {Hole}"], Of("extra_float_digits", "1.24.1"));

    [Fact]
    public void Judge_HoleWithUnknownVersion_IsUndecided() => Assert.Equal(
        [$"undecided urn:files: `data.pgbouncer.ini:4 ignore_startup_parameters`: {Question}`urn:pooler#spec.template.spec.containers[0].image`."],
        Of("extra_float_digits", "stable"));

    [Theory]
    [InlineData("jdbc:postgresql://pooler/app", "extra_float_digits", "`extra_float_digits`")]
    [InlineData("postgres://app@pooler/app?options=-c%20statement_timeout%3D5000&search_path=shop", "options and search_path", "`options` and `search_path`")]
    [InlineData("Host=pooler;Database=app;Search Path=shop", "search_path", "`search_path`")]
    public void Judge_DriverThatAsks_IsAViolation(string text, string asked, string missing) => Assert.Equal(
        [
            $"violation urn:files: `data.pgbouncer.ini:4 ignore_startup_parameters`: shop asks for {asked} when it connects, which PgBouncer refuses; "
            + $"add {missing} to ignore_startup_parameters.",
        ],
        Of("", "1.26.1", GivenPods.Service, GivenPods.Program("SPRING_DATASOURCE_URL", text)));

    [Fact]
    public void Judge_TrackedParameter_IsOk() => Assert.Equal(
        ["ok"], Of("options\ntrack_extra_parameters = IntervalStyle, search_path", "1.26.1", GivenPods.Service, GivenPods.Program("DATABASE_URL", "Host=pooler;Database=app;Search Path=shop")));

    [Fact]
    public void Judge_UnknownString_IsUndecided() => Assert.Equal(
        [Judged.Once("spec.template.spec.containers[0].env[0].value", "pgbouncer-client-cap, pgbouncer-ignore-startup and query-wait")],
        Of("", "1.26.1", GivenPods.Service, GivenPods.Program("DATABASE_URL", "?")));

    [Fact]
    public void Judge_UnknownFile_IsUndecided() => Assert.Equal(
        [$"undecided urn:files: `data.pgbouncer.ini ignore_startup_parameters`: {Question}`urn:files#data.pgbouncer.ini`."],
        Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files("?")));

    [Fact]
    public void Judge_BuiltInWithAHole_IsAViolation() => Assert.Equal(
        [
            "violation urn:list: `value`: in PgBouncer 1.25.1 a list without `options` lets a client make it spin for ever (CVE-2026-107349); "
            + "add `options` to ignore_startup_parameters.",
        ],
        Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenAzure.Parameter("list", "pgbouncer.ignore_startup_parameters", "extra_float_digits")));

    [Fact]
    public void Judge_BuiltInWithUnknownList_IsUndecided() => Assert.Equal(
        [$"undecided urn:list: `value`: {Question}`urn:list#value`."],
        Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenAzure.Parameter("list", "pgbouncer.ignore_startup_parameters", "?")));

    [Fact]
    public void Judge_NoPgBouncer_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, GivenAzure.Server()));

    private static IReadOnlyList<string> Of(string list, string version, params ResourceNode[] more) => Judged.By(
        Rule,
        [GivenPods.Pooler(image: $"pgbouncer:{version}"), GivenPods.Files($"[databases]\napp = host=db.example.com\n[pgbouncer]\nignore_startup_parameters = {list}\n"), .. more]);
}
