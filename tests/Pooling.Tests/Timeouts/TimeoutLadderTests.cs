using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.Tests.Timeouts;

public sealed class TimeoutLadderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>For each rule: a plan that just holds, and the same one step further.</summary>
    private static readonly Dictionary<string, (string Sample, Func<TimeoutPlan, TimeoutPlan> Holds, Func<TimeoutPlan, TimeoutPlan> Breaks)> Cases = new()
    {
        ["lock-below-statement"] = (Sample.Kubernetes, Options(o => o with { Lock = o.Statement - Second }), Options(o => o with { Lock = o.Statement })),
        ["statement-below-command"] = (Sample.Kubernetes, Client(c => c with { Command = 21 * Second }), Client(c => c with { Command = 20 * Second })),
        ["statement-below-query"] = (Sample.Kubernetes, Pooler(p => p with { Query = 21 * Second }), Pooler(p => p with { Query = 20 * Second })),
        ["query-below-command"] = (Sample.Kubernetes, Pooler(p => p with { Query = 29 * Second }), Pooler(p => p with { Query = 30 * Second })),
        ["statement-below-transaction"] = (Sample.Kubernetes, Pooler(p => p with { Transaction = 21 * Second }), Pooler(p => p with { Transaction = 20 * Second })),
        ["idle-in-transaction-below-pooler"] =
            (Sample.Kubernetes, Pooler(p => p with { IdleTransaction = 61 * Second }), Pooler(p => p with { IdleTransaction = 60 * Second })),
        ["queue-below-connect"] = (Sample.Kubernetes, Pooler(p => p with { QueueWait = 9 * Second }), Pooler(p => p with { QueueWait = 10 * Second })),
        ["queue-below-command"] = (Sample.Azure, Pooler(p => p with { QueueWait = 29 * Second }), Pooler(p => p with { QueueWait = null })),
        ["borrow-below-connect"] = (Sample.Aws, Pooler(p => p with { QueueWait = 9 * Second }), Pooler(p => p with { QueueWait = 10 * Second })),
        ["borrow-below-command"] = (Sample.Aws, Pooler(p => p with { QueueWait = 29 * Second }), Pooler(p => p with { QueueWait = 30 * Second })),
        ["borrow-within-limit"] = (Sample.Aws, Pooler(p => p with { QueueWait = 300 * Second }), Pooler(p => p with { QueueWait = 301 * Second })),
        ["server-connect-below-queue"] = (Sample.Kubernetes, Pooler(p => p with { ServerConnect = 7 * Second }), Pooler(p => p with { ServerConnect = 8 * Second })),
        ["login-retry-below-queue"] = (Sample.Kubernetes, Pooler(p => p with { ServerLoginRetry = 7 * Second }), Pooler(p => p with { ServerLoginRetry = 8 * Second })),
        ["reserve-below-queue"] = (Sample.Kubernetes, Pooler(p => p with { ReservePool = null }), Pooler(p => p with { ReservePool = 8 * Second })),
        ["client-pruned-before-pooler"] = (Sample.Kubernetes, Pooler(p => p with { ClientIdle = 71 * Second }), Pooler(p => p with { ClientIdle = 70 * Second })),
        ["client-lifetime-below-pooler"] = (Sample.Kubernetes, Pooler(p => p with { ClientIdle = 301 * Second }), Pooler(p => p with { ClientIdle = 300 * Second })),
        ["client-pruned-before-proxy"] = (Sample.Aws, Pooler(p => p with { ClientIdle = 71 * Second }), Pooler(p => p with { ClientIdle = 70 * Second })),
        ["client-lifetime-below-proxy"] =
            (Sample.Aws, Client(c => c with { ConnectionLifetime = TimeSpan.FromHours(24) - Second }), Client(c => c with { ConnectionLifetime = TimeSpan.FromHours(24) })),
        ["server-idle-below-network"] = (AwsPods, Pooler(p => p with { ServerIdle = 349 * Second }), Pooler(p => p with { ServerIdle = null })),
        ["server-idle-below-session"] = (Sample.Azure, plan => plan with { IdleSession = 181 * Second }, plan => plan with { IdleSession = 180 * Second }),
        ["pooler-keepalive-below-network"] = (AwsPods, Pooler(p => p with { Keepalive = 349 * Second }), Pooler(p => p with { Keepalive = 350 * Second })),
        ["client-keepalive-below-network"] = (Sample.Azure, Client(c => c with { Keepalive = 239 * Second }), Client(c => c with { Keepalive = 240 * Second })),
    };

    public static TheoryData<string> Ids => new(TimeoutLadder.Rules.Select(rule => rule.Id));

    private static string AwsPods => Sample.With(Sample.Aws, ("pooler.kind", "\"pgbouncer\""));

    [Fact]
    public void Rules_Ids_AreDistinct() => Assert.Distinct(TimeoutLadder.Rules.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Holds_JustWithin_IsTrue(string id) => Assert.True(Rule(id).Holds(Cases[id].Holds(Plan(id))));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Holds_OneStepFurther_IsFalse(string id) => Assert.False(Rule(id).Holds(Cases[id].Breaks(Plan(id))));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Check_OneStepFurther_SaysWhy(string id) =>
        Assert.Contains(TimeoutLadder.Check(Cases[id].Breaks(Plan(id))), fault => fault.Problem.EndsWith(Rule(id).Why, StringComparison.Ordinal));

    [Fact]
    public void Check_UpperSideChanged_PointsAtIt()
    {
        var plan = TimeoutPlan.Create(Sample.Read(Sample.Kubernetes));

        var fault = Assert.Single(TimeoutLadder.Check(plan with { Client = plan.Client with { Connect = 8 * Second } }), fault => fault.Path == "timeouts.connect");

        Assert.Equal(
            "`timeouts.connect`: is not above `timeouts.queueWait` (8s): the client would give up while it still stands in the queue (received 8s); "
            + "allowed: above 8s; fix: raise it above 8s, or lower `timeouts.queueWait`",
            fault.ToString());
    }

    private static TimeoutRule Rule(string id) => TimeoutLadder.Rules.Single(rule => rule.Id == id);

    private static TimeoutPlan Plan(string id) => TimeoutPlan.Create(Sample.Read(Cases[id].Sample));

    private static Func<TimeoutPlan, TimeoutPlan> Options(Func<TimeoutOptions, TimeoutOptions> change) => plan => plan with { Options = change(plan.Options) };

    private static Func<TimeoutPlan, TimeoutPlan> Client(Func<ClientTimeouts, ClientTimeouts> change) => plan => plan with { Client = change(plan.Client) };

    private static Func<TimeoutPlan, TimeoutPlan> Pooler(Func<PoolerTimeouts, PoolerTimeouts> change) => plan => plan with { Pooler = change(plan.Pooler) };
}
