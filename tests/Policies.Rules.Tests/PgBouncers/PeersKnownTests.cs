using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.PgBouncers;

public class PeersKnownTests
{
    private const string Rule = "pgbouncer-peering";
    private const string Strangers = "2 pods of pooler are no peers, so that cancel requests get lost; give each a peer_id, and list them in [peers].";
    private const string Question = "whether cancel requests reach the right pod cannot be told; it depends on ";

    [Fact]
    public void Judge_SeveralPods_IsAViolation() => Assert.Equal(
        [
            "violation urn:files: `data.pgbouncer.ini [peers]`: 3 pods of pooler are no peers, so that cancel requests get lost; "
            + "give each a peer_id, and list them in [peers].",
        ],
        Judged.By(Rule, GivenPods.Pooler("3"), GivenPods.Files()));

    [Fact]
    public void Judge_Unlimited_IsAViolation() => Assert.Equal(
        [
            "violation urn:files: `data.pgbouncer.ini [peers]`: several pods of pooler are no peers, so that cancel requests get lost; "
            + "give each a peer_id, and list them in [peers].",
        ],
        Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files(), Scaler("""{"minReplicas": 2}""")));

    [Fact]
    public void Judge_PeersInTheFile_IsOk() =>
        Assert.Equal(["ok"], Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files($"{GivenPods.Sound}\n[peers]\n1 = host=pooler-0\n2 = host=pooler-1\n")));

    [Theory]
    [InlineData(""", "env": [{"name": "POOLER_PEERS", "value": "pods.db.svc"}]""")]
    [InlineData(""", "env": [{"name": "PEER_ID", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels"}}}]""")]
    [InlineData(""", "command": ["sh", "-c", "echo peer_id = 1 >> pod.ini; exec pgbouncer pod.ini"]""")]
    public void Judge_PeersByThePod_IsOk(string container) => Assert.Equal(["ok"], Judged.By(Rule, GivenPods.Pooler(container: container), GivenPods.Files()));

    [Fact]
    public void Judge_NoNameInTheVariable_IsAViolation() => Assert.Equal(
        [$"violation urn:pooler: `spec.template.spec.containers[0].env[0].value`: {Strangers}"],
        Judged.By(Rule, GivenPods.Pooler(container: """, "env": [{"name": "POOLER_PEERS", "value": ""}]"""), GivenPods.Files()));

    [Fact]
    public void Judge_OnePod_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, GivenPods.Pooler("1"), GivenPods.Files()));

    [Fact]
    public void Judge_UnknownReplicas_IsUndecided() => Assert.Equal(
        [$"undecided urn:files: `data.pgbouncer.ini [peers]`: {Question}`urn:pooler#spec.replicas`."],
        Judged.By(Rule, GivenPods.Pooler("\"?\""), GivenPods.Files()));

    [Fact]
    public void Judge_UnknownVariable_IsUndecided() => Assert.Equal(
        [$"undecided urn:pooler: `spec.template.spec.containers[0].env[0].value`: {Question}`urn:pooler#spec.template.spec.containers[0].env[0].value`."],
        Judged.By(Rule, GivenPods.Pooler(container: """, "env": [{"name": "POOLER_PEERS", "value": "?"}]"""), GivenPods.Files()));

    [Fact]
    public void Judge_AScriptThatMay_IsUndecided() => Assert.Equal(
        [$"undecided urn:files: `data.run.sh`: {Question}`urn:files#data.run.sh`."],
        Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files(more: """, "run.sh": "echo peer_id = $N" """)));

    [Fact]
    public void Judge_OwnScriptWithoutItsVariable_IsAViolation() => Assert.Equal(
        [$"violation urn:files: `data.pgbouncer.ini [peers]`: {Strangers}"],
        Judged.By(Rule, GivenPods.Pooler(), GivenPods.Files(more: """, "pooler.sh": "[ -z $POOLER_PEERS ] || echo peer_id = $N" """)));

    private static ResourceNode Scaler(string spec) => Given.Resource(
        "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "scaler", $$"""{"spec": {"scaleTargetRef": {"name": "pooler"}, {{spec[1..]}} }""");
}
