using System.Collections.Immutable;
using Infra.Cli.Doctor.Looking;

namespace Infra.Cli.Doctor.Checks;

/// <summary>Every check, in the order in which docs/doctor.md explains them.</summary>
internal static class AllChecks
{
    private static readonly Func<DoctorSight, IEnumerable<CheckResult>>[] _all =
    [
        ConnectionCheck.Of,
        PoolerCheck.Of,
        TlsChecks.Of,
        AuthenticationCheck.Of,
        TimeoutChecks.Of,
        PreparedCheck.Of,
        SessionChecks.Of,
        RoleChecks.Of,
        EntryChecks.Compare,
        HeadroomCheck.Of,
        PoolsCheck.Of,
        PlanChecks.Of,
    ];

    public static ImmutableArray<CheckResult> Of(DoctorSight sight) => [.. _all.SelectMany(check => check(sight))];
}
