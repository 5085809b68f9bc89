namespace Infra.Pooling.Tests.Specification;

internal static partial class FaultCases
{
    public const string Workload = """"
        # Aws workloads.0.route="readOnly"
        `workloads[0].route`: there is no replica that workload api could read from (received "readOnly"); allowed: readWrite or direct, while the database has no replica; fix: set `database.replicas` to 1 or more, or `route: readWrite`
        # Aws workloads.0.route="readOnly";database.replicas=1
        `workloads[0].route`: RDS Proxy cannot serve workload api from a read replica of a single instance (received "readOnly"); allowed: readWrite or direct, or another database or pooler; fix: set `database.aurora` for a cluster with readers, `database.rds.reads: direct` for the replica's own endpoint, `database.rds.reads: pgbouncer` for a pool on Kubernetes in front of the replica, or `pooler.kind: pgbouncer` for all routes
        # Aws workloads.0.route="readOnly";database.aurora={"instances":1}
        `workloads[0].route`: there is no replica that workload api could read from (received "readOnly"); allowed: readWrite or direct, while the database has no replica; fix: set `database.aurora.instances` to 2 or more, or `route: readWrite`
        # Aws workloads.0.needs=["listenNotify"]
        `workloads[0].needs[0]`: pins the server connections of workload api, so that RDS Proxy cannot share them (received "listenNotify"); allowed: protocolPrepare; everything on `route: direct`; fix: set `route: direct` for the workload
        # Azure pooler.settings.max_prepared_statements=0;workloads.0.needs=["protocolPrepare"]
        `workloads[0].needs[0]`: workload api prepares statements, and the pooler does not carry them (received "protocolPrepare"); allowed: protocolPrepare with `pooler.settings.max_prepared_statements` above 0; fix: set `pooler.settings.max_prepared_statements: 200`, or `route: direct` for the workload
        # Azure workloads.0.needs=["temporaryTables"]
        `workloads[0].needs[0]`: does not survive transaction pooling, on which workload api is routed (received "temporaryTables"); allowed: protocolPrepare; everything on `route: direct` or in mode session; fix: set `route: direct` for the workload, or `pooler.mode: session`
        # Kubernetes workloads.0.needs=["listenNotify","sqlPrepare"]
        `workloads[0].needs[0]`: does not survive transaction pooling, on which workload api is routed (received "listenNotify"); allowed: protocolPrepare; everything on `route: direct` or in mode session; fix: set `route: direct` for the workload, or `pooler.mode: session`
        `workloads[0].needs[1]`: does not survive transaction pooling, on which workload api is routed (received "sqlPrepare"); allowed: protocolPrepare; everything on `route: direct` or in mode session; fix: set `route: direct` for the workload, or `pooler.mode: session`
        # Kubernetes workloads.0.needs=["listen"]
        `workloads[0].needs[0]`: is not one of the known values (received "listen"); allowed: listenNotify, sessionAdvisoryLocks, sessionSettings, temporaryTables, holdCursors, sqlPrepare, protocolPrepare, load; fix: did you mean `listenNotify`?
        # Kubernetes workloads.0.needs=["load","load"];workloads.0.route="direct"
        `workloads[0].needs[1]`: is listed twice (received "load"); allowed: each feature once; fix: remove one of the two
        # Kubernetes workloads.0.needs="listenNotify"
        `workloads[0].needs`: is not a list (received "listenNotify"); allowed: a list of listenNotify, sessionAdvisoryLocks, sessionSettings, temporaryTables, holdCursors, sqlPrepare, protocolPrepare, load; fix: write each item on its own line, after `- `
        # Kubernetes workloads=-
        `workloads`: is missing; allowed: a list of one or more workloads; fix: add `workloads: [{name: api, replicas: 2, pool: {size: 10}}]`
        # Kubernetes workloads=[]
        `workloads`: is empty (received a list); allowed: a list of one or more workloads; fix: add a workload
        # Kubernetes workloads={}
        `workloads`: is not a list (received an object); allowed: a list of one or more workloads; fix: write each item on its own line, after `- `
        # Kubernetes workloads.0="api"
        `workloads[0]`: is not an object (received "api"); allowed: an object with the keys name, profile, replicas, processes, pool, driver, route, user, database, load, needs; fix: write its keys below it, indented
        # Kubernetes workloads.0.name=-
        `workloads[0].name`: is missing; allowed: 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends; fix: add `name: api`
        # Kubernetes workloads.0.name="My_App"
        `workloads[0].name`: is not a name that Kubernetes accepts (received "My_App"); allowed: 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends; fix: rename it, as `api` or `http-workers`
        # Kubernetes workloads.1={"name":"api","replicas":1}
        `workloads[1].name`: is the name of `workloads[0]` too (received "api"); allowed: a name that no other workload has; fix: rename one of the two
        # Kubernetes workloads.0.profile="reducto"
        `workloads[0].profile`: is not one of the known values (received "reducto"); allowed: fides, reducto-http, reducto-worker, prefect, kratos, hydra, athena, none; fix: did you mean `reducto-http`?
        # Kubernetes workloads.0.profile="django"
        `workloads[0].profile`: is not one of the known values (received "django"); allowed: fides, reducto-http, reducto-worker, prefect, kratos, hydra, athena, none; fix: use one of these
        # Kubernetes workloads.0.replicas=-
        `workloads[0].replicas`: is missing; allowed: a whole number from 0 to 100000, or an object with the keys min, max, surge; fix: add `replicas: 2`
        # Kubernetes workloads.0.replicas={"min":6,"max":2}
        `workloads[0].replicas.max`: is below `min` (received 2); allowed: 6 or more; fix: raise it to 6 or more, or lower `min`
        # Kubernetes workloads.0.replicas={"max":2}
        `workloads[0].replicas.min`: is missing; allowed: a whole number from 0 to 100000; fix: add `min: 1`
        # Kubernetes workloads.0.replicas={"min":1,"surge":"125%"}
        `workloads[0].replicas.surge`: is not a number of extra copies (received "125%"); allowed: a whole number from 0 to 100000, or 0% to 100%; fix: write `1` or `25%`
        # Kubernetes workloads.0.replicas="two"
        `workloads[0].replicas`: is not a whole number (received "two"); allowed: a whole number from 0 to 100000, or an object with the keys min, max, surge; fix: write digits only, such as 0
        # Kubernetes workloads.0.replicas=[2]
        `workloads[0].replicas`: is not a single value (received a list); allowed: a whole number from 0 to 100000, or an object with the keys min, max, surge; fix: write one value
        # Kubernetes workloads.0.processes=0
        `workloads[0].processes`: is too small (received 0); allowed: a whole number from 1 to 1024; fix: raise it to 1 or more
        # Kubernetes workloads.0.pool={}
        `workloads[0].pool.size`: is missing; allowed: a whole number from 1 to 100000; fix: add `size: 10`
        # Kubernetes workloads.0.pool=10
        `workloads[0].pool`: is not an object (received 10); allowed: an object with the keys size, overflow; fix: write its keys below it, indented
        # Kubernetes workloads.0.pool.size=0
        `workloads[0].pool.size`: is too small (received 0); allowed: a whole number from 1 to 100000; fix: raise it to 1 or more
        # Kubernetes workloads.0.driver="sqlalchemy"
        `workloads[0].driver`: is not one of the known values (received "sqlalchemy"); allowed: npgsql, libpq, psycopg, asyncpg, sqlalchemy-asyncpg, jdbc, pgx, node-postgres, prisma; fix: did you mean `sqlalchemy-asyncpg`?
        # Kubernetes workloads.0.route="readonly"
        `workloads[0].route`: is not one of the known values (received "readonly"); allowed: readWrite, readOnly, direct; fix: did you mean `readOnly`?
        # Kubernetes workloads.0.load={"peakRps":0,"meanQuery":200}
        `workloads[0].load.peakRps`: is too small (received 0); allowed: a number from 0.001 to 1000000000; fix: raise it to 0.001 or more
        `workloads[0].load.meanQuery`: a duration needs a unit (received 200); allowed: a duration from 0.0001ms to 24h; fix: write `200ms`
        # Kubernetes workloads.0.load={"peakRps":"many"}
        `workloads[0].load.meanQuery`: is missing; allowed: a duration from 0.0001ms to 24h; fix: add `meanQuery: 20ms`
        `workloads[0].load.peakRps`: is not a number (received "many"); allowed: a number from 0.001 to 1000000000; fix: write digits, with a point where it is needed
        # Kubernetes workloads.0.load={"peakRps":1,"meanQuery":"1ms","transactions":0,"variation":-1,"busy":1.5,"reads":"80%","share":1}
        `workloads[0].load.transactions`: is too small (received 0); allowed: a number from 0.001 to 1000; fix: raise it to 0.001 or more
        `workloads[0].load.variation`: is too small (received -1); allowed: a number from 0 to 100; fix: raise it to 0 or more
        `workloads[0].load.busy`: is too large (received 1.5); allowed: a number from 0 to 1; fix: lower it to 1 or less
        `workloads[0].load.reads`: is not a number (received "80%"); allowed: a number from 0 to 1; fix: write digits, with a point where it is needed
        `workloads[0].load.share`: is not a known key (received 1); allowed: peakRps, meanQuery, transactions, variation, busy, reads; fix: remove it
        # Kubernetes workloads.0.name=-;workloads.0.needs=["load"]
        `workloads[0].name`: is missing; allowed: 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends; fix: add `name: api`
        `workloads[0].needs[0]`: does not survive transaction pooling, on which `workloads[0]` is routed (received "load"); allowed: protocolPrepare; everything on `route: direct` or in mode session; fix: set `route: direct` for the workload, or `pooler.mode: session`
        # Kubernetes workloads.0.colour="a.b\n";workloads.0.a b=1
        `workloads[0].colour`: is not a known key (received "a.b\n"); allowed: name, profile, replicas, processes, pool, driver, route, user, database, load, needs; fix: remove it
        `workloads[0]["a b"]`: is not a known key (received 1); allowed: name, profile, replicas, processes, pool, driver, route, user, database, load, needs; fix: remove it
        """";
}
