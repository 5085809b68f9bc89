namespace Infra.Pooling.Tests.Specification;

internal static partial class FaultCases
{
    public const string Pooler = """"
        # Aws pooler.kind="builtIn"
        `pooler.kind`: is not to be had on aws (received "builtIn"); allowed: rdsProxy, pgbouncer; fix: write `rdsProxy`, or remove it
        # Aws pooler.mode="session"
        `pooler.mode`: is not a mode of RDS Proxy, which multiplexes by transaction (received "session"); allowed: transaction; fix: remove it, or set `kind: pgbouncer`
        # Aws pooler.port=6432
        `pooler.port`: cannot be chosen for rdsProxy, which the cloud runs (received 6432); allowed: nothing; fix: remove it
        # Azure pooler.kind="rdsProxy"
        `pooler.kind`: is not to be had on azure (received "rdsProxy"); allowed: builtIn; fix: write `builtIn`, or remove it
        # Azure pooler.kind="pgbouncer"
        `pooler.kind`: is not to be had on azure (received "pgbouncer"); allowed: builtIn; fix: write `builtIn`, or remove it
        # Azure pooler.replicas=2
        `pooler.replicas`: cannot be chosen for builtIn, which the cloud runs (received 2); allowed: nothing; fix: remove it
        # Kubernetes pooler.kind="PgBouncer"
        `pooler.kind`: is not one of the known values (received "PgBouncer"); allowed: rdsProxy, builtIn, pgbouncer; fix: did you mean `pgbouncer`?
        # Kubernetes pooler.mode="transactional"
        `pooler.mode`: is not one of the known values (received "transactional"); allowed: session, transaction, statement; fix: did you mean `transaction`?
        # Kubernetes pooler.port=80
        `pooler.port`: is too small (received 80); allowed: a whole number from 1024 to 65535; fix: raise it to 1024 or more
        # Kubernetes pooler.replicas={"min":3,"max":2}
        `pooler.replicas.max`: is below `min` (received 2); allowed: 3 or more; fix: raise it to 3 or more, or lower `min`
        # Kubernetes pooler.peering=true;pooler.replicas={"min":2,"max":3,"surge":1}
        `pooler.peering`: needs a StatefulSet, which replaces its pods one after the other and has no surge (received true); allowed: false, or no surge; fix: remove `replicas.surge`, or set `peering: false` to roll with 1 more
        # Kubernetes pooler.peering="yes"
        `pooler.peering`: is not one of the known values (received "yes"); allowed: true, false; fix: use one of these
        # Kubernetes pooler.processes=17
        `pooler.processes`: is too large (received 17); allowed: a whole number from 1 to 16; fix: lower it to 16 or less
        # Kubernetes pooler.replicas=8192;pooler.processes=2
        `pooler.replicas`: is too large for pods that know each other: PgBouncer numbers at most 16383 peers (received 8192); allowed: 8191 or fewer; fix: lower it, or set `peering: false`
        # Kubernetes pooler.replicas={"min":2,"max":1024};pooler.processes=16
        `pooler.replicas.max`: is too large for pods that know each other: PgBouncer numbers at most 16383 peers (received 1024); allowed: 1023 or fewer; fix: lower it, or set `peering: false`
        # Kubernetes pooler.drain="5s"
        `pooler.drain`: is too short (received "5s"); allowed: a duration from 10s to 1h, in whole seconds; fix: raise it to 10s or more
        # Kubernetes pooler.metrics=1
        `pooler.metrics`: is not one of the known values (received 1); allowed: true, false; fix: use one of these
        # Kubernetes pooler.databaseNetworks=["10.0.0.0"]
        `pooler.databaseNetworks[0]`: is not a network (received "10.0.0.0"); allowed: a network, such as 10.0.0.0/16; fix: write its first address, a slash and the length of its prefix
        # Kubernetes pooler.readFallback="replica"
        `pooler.readFallback`: is not one of the known values (received "replica"); allowed: fail, primary; fix: use one of these
        # Kubernetes pooler.auth="hba"
        `pooler.auth`: is not one of the known values (received "hba"); allowed: userlist, query; fix: use one of these
        # Kubernetes pooler.auth="query";pooler.version="1.23"
        `pooler.auth`: needs PgBouncer 1.24.0, the first with pool sizes of its own for one role (received "query"); allowed: userlist; fix: raise `version`, or remove it, so that the pooler keeps a user list
        # Aws pooler.kind="pgbouncer";pooler.auth="query"
        `pooler.auth`: cannot work on aws, whose servers let nobody read the verifiers of roles (received "query"); allowed: userlist; fix: remove it, so that the pooler keeps a user list
        # Aws pooler.auth="query"
        `pooler.auth`: cannot be chosen for rdsProxy, which the cloud runs (received "query"); allowed: nothing; fix: remove it
        # Aws database.rds={"reads":"pgbouncer","readPooler":{"auth":"query"}};database.replicas=1;workloads.0.route="readOnly"
        `database.rds.readPooler.auth`: cannot work on aws, whose servers let nobody read the verifiers of roles (received "query"); allowed: userlist; fix: remove it, so that the pooler keeps a user list
        # Azure pooler.auth="query"
        `pooler.auth`: cannot be chosen for builtIn, which the cloud runs (received "query"); allowed: nothing; fix: remove it
        # Kubernetes pooler.issuer="internal"
        `pooler.issuer`: is not an issuer of cert-manager (received "internal"); allowed: Issuer or ClusterIssuer, a slash, and its name; fix: write it as `ClusterIssuer/internal`
        # Kubernetes pooler.image="registry.example.com/pgbouncer"
        `pooler.image`: says neither version nor digest (received "registry.example.com/pgbouncer"); allowed: a container image with a tag or a digest; fix: write it as `registry/name:1.26.1@sha256:…`
        # Azure pooler.drain="1m"
        `pooler.drain`: cannot be chosen for builtIn, which the cloud runs (received "1m"); allowed: nothing; fix: remove it
        # Kubernetes pooler.replicas=0
        `pooler.replicas`: is too small (received 0); allowed: a whole number from 1 to 100000, or an object with the keys min, max, surge; fix: raise it to 1 or more
        # Kubernetes pooler.settings.x={"a":1}
        `pooler.settings.x`: is not a single value (received an object); allowed: a text, a number, true or false; fix: write one value
        `pooler.settings.x`: PgBouncer has no setting of this name (received x); allowed: a setting of PgBouncer 1.26.1; fix: remove it
        # Kubernetes pooler.settings.x=null
        `pooler.settings.x`: has no value; allowed: a text, a number, true or false; fix: give it a value or remove the key
        `pooler.settings.x`: PgBouncer has no setting of this name (received x); allowed: a setting of PgBouncer 1.26.1; fix: remove it
        # Kubernetes pooler.settings="x"
        `pooler.settings`: is not an object (received "x"); allowed: an object of settings, each with one value; fix: write its keys below it, indented
        # Kubernetes pooler.settings.max_prepared_statements=0;workloads.0.needs=["protocolPrepare"]
        `workloads[0].needs[0]`: workload api prepares statements, and the pooler does not carry them (received "protocolPrepare"); allowed: protocolPrepare with `pooler.settings.max_prepared_statements` above 0, from PgBouncer 1.21.0 on; fix: set `pooler.settings.max_prepared_statements: 200`, or `route: direct` for the workload
        # Kubernetes pooler.mode="statement";workloads.0.needs=["load"]
        `workloads[0].needs[0]`: does not survive statement pooling, on which workload api is routed (received "load"); allowed: protocolPrepare; everything on `route: direct` or in mode session; fix: set `route: direct` for the workload, or `pooler.mode: session`
        # Kubernetes pooler.settings.query_timeout=10
        `pooler.settings.query_timeout`: is not above `timeouts.statement` (20s): the pooler would cut the connection before the server can cancel the statement (received 10); allowed: above 20, in seconds without a unit; fix: raise it above 20, or lower `timeouts.statement`
        # Kubernetes pooler.settings.query_timeout=30
        `pooler.settings.query_timeout`: is not below `timeouts.command` (30s): the client would give up before the pooler does (received 30); allowed: below 30, in seconds without a unit; fix: lower it below 30, or raise `timeouts.command`
        # Kubernetes pooler.settings.server_connect_timeout=15
        `pooler.settings.server_connect_timeout`: is not below `timeouts.queueWait` (8s): a server that does not answer would use up the client's whole wait (received 15); allowed: below 8, in seconds without a unit; fix: lower it below 8, or raise `timeouts.queueWait`
        # Kubernetes pooler.host="db host"
        `pooler.host`: is not a host name (received "db host"); allowed: a host name or an IP address; fix: write the host alone, such as `db.example.com`, and the port under `port`
        # Kubernetes pooler.version=1.17
        `pooler.version`: is not a version that is supported (received 1.17); allowed: a version of PgBouncer from 1.18.0 to 1.26.1; fix: write the version that runs, such as 1.26.1
        # Kubernetes pooler.version="1.20";workloads.0.needs=["protocolPrepare"]
        `workloads[0].needs[0]`: workload api prepares statements, and the pooler does not carry them (received "protocolPrepare"); allowed: protocolPrepare with `pooler.settings.max_prepared_statements` above 0, from PgBouncer 1.21.0 on; fix: run PgBouncer 1.21.0 or newer (`pooler.version`), or set `route: direct` for the workload
        # Kubernetes pooler.rootCertificate="ca.crt"
        `pooler.rootCertificate`: is not an absolute path (received "ca.crt"); allowed: an absolute path; fix: write it as `/etc/pooling/ca.crt`
        # Azure pooler.settings={"pgbouncer.default_pool_size":5,"default_pool_size":5}
        `pooler.settings["pgbouncer.default_pool_size"]`: is given as `default_pool_size` too; allowed: each setting once; fix: remove one of the two
        # Azure pooler.settings={"pgbouncer.query_wait_timeout":20}
        `pooler.settings.query_wait_timeout`: is not below `timeouts.connect` (10s): the client would give up while it still stands in the queue (received 20); allowed: below 10, in seconds without a unit; fix: lower it below 10, or raise `timeouts.connect`
        # Aws pooler.settings={"idleClientTimeout":60}
        `pooler.settings.idleClientTimeout`: is not above the idle lifetime and pruning of a client's pool (70s): RDS Proxy would close connections that a client's pool still keeps (received 60); allowed: above 70, in seconds without a unit; fix: raise it above 70
        # Aws pooler.kind="pgbouncer";pooler.settings={"server_idle_timeout":600,"tcp_keepidle":0}
        `pooler.settings.server_idle_timeout`: is not below what the network remembers (350s): the pooler would use connections that the network has forgotten (received 600); allowed: below 350, in seconds without a unit; fix: lower it below 350
        `pooler.settings.tcp_keepidle`: is not below what the network remembers (350s): the network would forget idle connections (received 0, no limit); allowed: below 350, in seconds without a unit; fix: lower it below 350
        # Kubernetes pooler.settings.client_idle_timeout=60
        `pooler.settings.client_idle_timeout`: is not above the idle lifetime and pruning of a client's pool (70s): the pooler would close connections that a client's pool still keeps (received 60); allowed: above 70, in seconds without a unit; fix: raise it above 70
        `pooler.settings.client_idle_timeout`: is not above the lifetime of a client's connection (5m): the pooler would close connections that a client's pool still keeps (received 60); allowed: above 300, in seconds without a unit; fix: raise it above 300
        # Kubernetes pooler.settings={"reserve_pool_timeout":8,"server_login_retry":15}
        `pooler.settings.reserve_pool_timeout`: is not below `timeouts.queueWait` (8s): the reserve would open after the client's wait is over (received 8); allowed: below 8, in seconds without a unit; fix: lower it below 8, or raise `timeouts.queueWait`
        `pooler.settings.server_login_retry`: is not below `timeouts.queueWait` (8s): the pooler would not try again before the client's wait is over (received 15); allowed: below 8, in seconds without a unit; fix: lower it below 8, or raise `timeouts.queueWait`
        """";
}
