namespace Infra.Pooling.Tests.Specification;

internal static partial class FaultCases
{
    public const string Timeouts = """"
        # Aws timeouts.queueWait="400s";timeouts.connect="500s";timeouts.command="600s"
        `timeouts.queueWait`: is not at most the longest borrow time-out of RDS Proxy (5m): RDS Proxy refuses a longer one (received 400s); allowed: 5m or less; fix: lower it to 5m or less
        # Kubernetes timeouts.lock=15
        `timeouts.lock`: a duration needs a unit (received 15); allowed: a duration from 1s to 24h, in whole milliseconds; fix: write `15s`
        # Kubernetes timeouts.lock="15"
        `timeouts.lock`: a duration needs a unit (received "15"); allowed: a duration from 1s to 24h, in whole milliseconds; fix: write `15s`
        # Kubernetes timeouts.lock=15000
        `timeouts.lock`: a duration needs a unit (received 15000); allowed: a duration from 1s to 24h, in whole milliseconds; fix: write `15000ms`
        # Kubernetes timeouts.lock="15 s"
        `timeouts.lock`: is not a duration (received "15 s"); allowed: a duration from 1s to 24h, in whole milliseconds; fix: write a number and one of ms, s, m, h, such as `15s`
        # Kubernetes timeouts.lock="15sec"
        `timeouts.lock`: is not a duration (received "15sec"); allowed: a duration from 1s to 24h, in whole milliseconds; fix: write a number and one of ms, s, m, h, such as `15s`
        # Kubernetes timeouts.lock="-15s"
        `timeouts.lock`: is not a duration (received "-15s"); allowed: a duration from 1s to 24h, in whole milliseconds; fix: write a number and one of ms, s, m, h, such as `15s`
        # Kubernetes timeouts.lock="500ms"
        `timeouts.lock`: is too short (received "500ms"); allowed: a duration from 1s to 24h, in whole milliseconds; fix: raise it to 1s or more
        # Kubernetes timeouts.lock="1500.5ms"
        `timeouts.lock`: is too fine (received "1500.5ms"); allowed: a duration from 1s to 24h, in whole milliseconds; fix: round it to `1501ms`
        # Kubernetes timeouts.lock="25h"
        `timeouts.lock`: is too long (received "25h"); allowed: a duration from 1s to 24h, in whole milliseconds; fix: lower it to 24h or less
        # Kubernetes timeouts.connect="10500ms"
        `timeouts.connect`: is too fine (received "10500ms"); allowed: a duration from 1s to 24h, in whole seconds; fix: round it to `11s`
        # Kubernetes timeouts.queueWait="1s"
        `timeouts.queueWait`: is too short (received "1s"); allowed: a duration from 2s to 24h, in whole seconds; fix: raise it to 2s or more
        # Kubernetes timeouts.lock=[]
        `timeouts.lock`: is not a single value (received a list); allowed: a duration from 1s to 24h, in whole milliseconds; fix: write one value
        # Kubernetes timeouts.lok="5s"
        `timeouts.lok`: is not a known key (received "5s"); allowed: connect, queueWait, lock, statement, command, idleInTransaction; fix: did you mean `lock`?
        # Kubernetes timeouts.lock="30s"
        `timeouts.lock`: is not below `timeouts.statement` (20s): a wait for a lock would end as a statement time-out, which hides its cause (received 30s); allowed: below 20s; fix: lower it below 20s, or raise `timeouts.statement`
        # Kubernetes timeouts.statement="10s"
        `timeouts.statement`: is not above `timeouts.lock` (15s): a wait for a lock would end as a statement time-out, which hides its cause (received 10s); allowed: above 15s; fix: raise it above 15s, or lower `timeouts.lock`
        # Kubernetes timeouts.connect="5s"
        `timeouts.connect`: is not above `timeouts.queueWait` (8s): the client would give up while it still stands in the queue (received 5s); allowed: above 8s; fix: raise it above 8s, or lower `timeouts.queueWait`
        """";
}
