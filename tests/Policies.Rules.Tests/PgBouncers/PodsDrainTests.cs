using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.PgBouncers;

public class PodsDrainTests
{
    private const string Rule = "pgbouncer-drain";
    private const string Question = "whether pods end without errors cannot be told; it depends on ";

    [Theory]
    [InlineData("""{"exec": {"command": ["sleep", "5"]}}""")]
    [InlineData("""{"exec": {"command": ["/bin/sh", "-c", "sleep 5"]}}""")]
    [InlineData("""{"sleep": {"seconds": 5}}""")]
    public void Judge_SleepGraceAndCompanions_IsOk(string hook) => Assert.Equal(["ok"], Of(GivenPods.Pooler(hook: hook), GivenPods.DisruptionBudget));

    [Fact]
    public void Judge_NoHook_IsAViolation() => Assert.Equal(
        [
            "violation urn:pooler: `spec.template.spec.containers[0].lifecycle.preStop`: without a preStop hook clients still reach a pod that listens no more; "
            + "let preStop sleep for some seconds, such as 5.",
        ],
        Of(GivenPods.Pooler(hook: "null"), GivenPods.DisruptionBudget));

    [Fact]
    public void Judge_WaitLongerThanGrace_IsAViolation() => Assert.Equal(
        [
            "violation urn:pooler: `spec.template.spec.terminationGracePeriodSeconds`: the pod is killed after 60 s, but clients may wait 5 s + 120 s; "
            + "set terminationGracePeriodSeconds to 125 or more, or lower query_wait_timeout.",
        ],
        Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files("[databases]\n[pgbouncer]\n"), GivenPods.DisruptionBudget));

    [Fact]
    public void Judge_EndlessWait_IsAViolation() => Assert.Equal(
        [
            "violation urn:pooler: `spec.template.spec.terminationGracePeriodSeconds`: the pod is killed while clients wait without end; set query_wait_timeout.",
        ],
        Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files("[databases]\n[pgbouncer]\nquery_wait_timeout = 0\n"), GivenPods.DisruptionBudget));

    [Fact]
    public void Judge_NoDisruptionBudget_IsAViolation() => Assert.Equal(
        [
            "violation urn:pooler: no PodDisruptionBudget keeps a node drain from ending all pods of pooler at once; add one with maxUnavailable: 1.",
        ],
        Of(GivenPods.Pooler(), Budget("""{"matchLabels": {"app": "other"}}""")));

    [Fact]
    public void Judge_OnePodForMany_IsAViolation() => Assert.Equal(
        ["violation urn:pooler: `spec.replicas`: one pod of PgBouncer serves everybody, and takes them along when it goes; run 2 or more."],
        Of(GivenPods.Pooler("1"), GivenPods.Service, GivenPods.Program("DATABASE_URL", "postgres://app@pooler/app")));

    [Fact]
    public void Judge_OnePodForOne_IsOk() => Assert.Equal(
        ["ok"], Of(GivenPods.Pooler("1"), GivenPods.Service, GivenPods.Program("shop", 1, ("DATABASE_URL", "postgres://app@pooler/app"))));

    [Theory]
    [InlineData("\"?\"", "spec.template.spec.containers[0].lifecycle.preStop")]
    [InlineData("""{"exec": {"command": ["/drain.sh"]}}""", "spec.template.spec.containers[0].lifecycle.preStop")]
    [InlineData("""{"sleep": {"seconds": "?"}}""", "spec.template.spec.containers[0].lifecycle.preStop.sleep.seconds")]
    public void Judge_HookNotTold_IsUndecided(string hook, string path) => Assert.Equal(
        [$"undecided urn:pooler: `{path}`: {Question}`urn:pooler#{path}`."], Of(GivenPods.Pooler(hook: hook), GivenPods.DisruptionBudget));

    [Fact]
    public void Judge_UnknownGrace_IsUndecided() => Assert.Equal(
        [$"undecided urn:pooler: `spec.template.spec.terminationGracePeriodSeconds`: {Question}`urn:pooler#spec.template.spec.terminationGracePeriodSeconds`."],
        Of(GivenPods.Pooler(grace: "\"?\""), GivenPods.DisruptionBudget));

    [Fact]
    public void Judge_UnknownSelector_IsUndecided() => Assert.Equal(
        [$"undecided urn:pooler: {Question}`urn:pooler#spec.template.metadata.labels`."], Of(GivenPods.Pooler(), Budget("""{"matchLabels": "?"}""")));

    [Fact]
    public void Judge_UnknownFile_IsUndecided() => Assert.Equal(
        [
            "undecided urn:pooler: `spec.template.spec.terminationGracePeriodSeconds`: "
            + $"{Question}`urn:files#data.pgbouncer.ini query_wait_timeout`.",
        ],
        Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files("?"), GivenPods.DisruptionBudget));

    [Fact]
    public void Judge_NoPods_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, GivenPods.Files()));

    private static ResourceNode Budget(string selector) =>
        Given.Resource("kubernetes:policy/v1:PodDisruptionBudget", "pdb", $$"""{"spec": {"selector": {{selector}} } }""");

    private static IReadOnlyList<string> Of(params ResourceNode[] resources) => Judged.By(Rule, [.. resources, GivenPods.Files()]);
}
