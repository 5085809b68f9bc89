namespace Infra.Pooling.Tests.Specification;

internal static partial class FaultCases
{
    public const string Budget = """"
        # Kubernetes budget.headroomPercent="95%"
        `budget.headroomPercent`: is not a whole number (received "95%"); allowed: a whole number from 0 to 90; fix: write digits only, such as 0
        # Kubernetes budget.headroomPercent=95
        `budget.headroomPercent`: is too large (received 95); allowed: a whole number from 0 to 90; fix: lower it to 90 or less
        # Kubernetes budget.waivers=[{}]
        `budget.waivers[0].scenario`: is missing; allowed: steady, peak, rollout, failover; fix: add `scenario: rollout`
        `budget.waivers[0].connections`: is missing; allowed: a whole number from 1 to 262143; fix: add `connections: 10`
        `budget.waivers[0].owner`: is missing; allowed: who answers for it; fix: add `owner: team-data`
        `budget.waivers[0].reason`: is missing; allowed: why it is permitted; fix: add `reason: "moving to smaller pools"`
        `budget.waivers[0].until`: is missing; allowed: a day as yyyy-MM-dd; fix: add `until: 2030-12-31`
        # Kubernetes budget.waivers=[{"scenario":"surge","connections":0,"owner":" ","reason":"x","until":"2026-02-30"}]
        `budget.waivers[0].scenario`: is not one of the known values (received "surge"); allowed: steady, peak, rollout, failover; fix: use one of these
        `budget.waivers[0].connections`: is too small (received 0); allowed: a whole number from 1 to 262143; fix: raise it to 1 or more
        `budget.waivers[0].owner`: is empty (received " "); allowed: who answers for it; fix: write a few words
        `budget.waivers[0].until`: is not a day of the calendar (received "2026-02-30"); allowed: a day as yyyy-MM-dd; fix: write it as `2030-12-31`
        """";
}
