namespace Infra.Pooling.Tests.Specification;

internal static partial class FaultCases
{
    public const string Rds = """"
        # Kubernetes database.rds={"everyZone":true}
        `database.rds`: belongs to target aws, and the target is kubernetes (received an object); allowed: host, readHosts on kubernetes; fix: remove it or set `target: aws`
        # Aws database.rds.engineVersion="15.4"
        `database.rds.engineVersion`: does not belong to `database.version` 16, from which the family of the parameter group follows (received 15.4); allowed: a version 16.x; fix: write a version 16.x, or change `database.version`
        # Aws database.rds.engineVersion="16"
        `database.rds.engineVersion`: is not an exact version (received "16"); allowed: a major and a minor version, in quotation marks; fix: write it as `"16.9"`
        # Aws database.rds.engineVersion=16.9
        `database.rds.engineVersion`: is not a text (received 16.9); allowed: a major and a minor version, in quotation marks; fix: put it in quotation marks
        # Aws database.rds.network={"vpcId":"vpc-1","subnets":{"use1-az1":"subnet-1"}}
        `database.rds.network.subnets`: has fewer than two availability zones, and RDS Proxy needs two (received 1); allowed: subnets in two zones or more; fix: add a subnet in another zone
        # Aws database.rds.network={"vpcId":"vpc-1","subnets":{"use1-az1":"subnet-1","use1-az3":"subnet-3"}}
        `database.rds.network.subnets.use1-az3`: is a zone in which RDS Proxy does not run (received use1-az3); allowed: zones other than use1-az3 and usw1-az2; fix: name a subnet in another zone
        # Aws database.rds.network={"vpcId":"vpc-1","subnets":{"usw1-az1":"subnet-1","usw1-az2":"subnet-3"}}
        `database.rds.network.subnets.usw1-az2`: is a zone in which RDS Proxy does not run (received usw1-az2); allowed: zones other than use1-az3 and usw1-az2; fix: name a subnet in another zone
        # Aws database.rds.network={"vpcId":"vpc-1","subnets":{"use1-az1":"subnet-1","us-east-1b":"subnet-2"}}
        `database.rds.network.subnets.us-east-1b`: is not the id of an availability zone (received us-east-1b); allowed: an id such as use1-az1, which is the same in every account; fix: look it up with `aws ec2 describe-availability-zones`
        # Aws database.rds.network={"vpcId":"main","subnets":{"use1-az1":"1","use1-az2":"subnet-2"},"clients":["web"]}
        `database.rds.network.vpcId`: is not the id of a VPC (received "main"); allowed: `vpc-` and its digits; fix: copy the id of the VPC
        `database.rds.network.subnets.use1-az1`: is not the id of a subnet (received "1"); allowed: `subnet-` and its digits; fix: copy the id of the subnet
        `database.rds.network.clients[0]`: is not the id of a security group (received "web"); allowed: `sg-` and its digits; fix: copy the id of the group
        # Aws database.rds.network={"subnets":[]}
        `database.rds.network.vpcId`: is missing; allowed: `vpc-` and its digits; fix: add `vpcId: vpc-0123`
        `database.rds.network.subnets`: is not an object (received a list); allowed: an object of subnet ids by the id of their availability zone; fix: write its keys below it, indented
        # Aws database.rds.parameters={"track_activity_query_size":{"value":4096,"apply":"immediate"}}
        `database.rds.parameters.track_activity_query_size.apply`: is immediate, but the parameter is static and takes effect only when the server restarts (received immediate); allowed: pending-reboot; fix: write `pending-reboot`, or remove it
        # Aws database.rds.parameters={"work_memory":1}
        `database.rds.parameters.work_memory`: is not a parameter in the catalogue (received work_memory); allowed: a parameter of postgres16 that the catalogue holds; fix: did you mean `work_mem`?
        # Aws database.rds.parameters={"zzz":1}
        `database.rds.parameters.zzz`: is not a parameter in the catalogue (received zzz); allowed: a parameter of postgres16 that the catalogue holds; fix: remove it
        # Aws database.rds.parameters={"work_mem":"64MB","log_statement":"some","jit":"perhaps","deadlock_timeout":0}
        `database.rds.parameters.work_mem`: the value does not suit the parameter (received 64MB); allowed: a whole number of kilobytes, 64 to 2147483647; fix: write such a value, without a unit
        `database.rds.parameters.log_statement`: the value does not suit the parameter (received some); allowed: none, ddl, mod, all; fix: write such a value, without a unit
        `database.rds.parameters.jit`: the value does not suit the parameter (received perhaps); allowed: 0 or 1; fix: write such a value, without a unit
        `database.rds.parameters.deadlock_timeout`: the value does not suit the parameter (received 0); allowed: a whole number of milliseconds, 1 to 2147483647; fix: write such a value, without a unit
        # Aws database.rds.parameters={"statement_timeout":1000,"max_connections":500,"rds.force_ssl":0}
        `database.rds.parameters.statement_timeout`: is decided by `timeouts.statement` (received 1000); allowed: parameters that nothing else decides; fix: remove it and set `timeouts.statement`
        `database.rds.parameters.max_connections`: is decided by `database.maxConnections` (received 500); allowed: parameters that nothing else decides; fix: remove it and set `database.maxConnections`
        `database.rds.parameters["rds.force_ssl"]`: is decided by the plan: TLS is always demanded (received 0); allowed: parameters that nothing else decides; fix: remove it
        # Aws database.rds.parameters={"transaction_timeout":1000}
        `database.rds.parameters.transaction_timeout`: is not known to PostgreSQL 16 (received 1000); allowed: PostgreSQL 17 or newer; fix: remove it, or raise `database.version`
        # Aws database.rds.parameters={"work_mem":{"value":65536,"apply":"later"}}
        `database.rds.parameters.work_mem.apply`: is not one of the known values (received "later"); allowed: immediate, pending-reboot; fix: use one of these
        # Aws database.rds.parameters={"work_mem":{}}
        `database.rds.parameters.work_mem.value`: is missing; allowed: a text, a number, true or false; fix: add `value: 1`
        # Aws database.rds={"otherProxiesPercent":60};pooler.settings={"maxConnectionsPercent":50}
        `pooler.settings.maxConnectionsPercent`: with the 60 % of other proxies (`database.rds.otherProxiesPercent`) exceeds the target's max_connections (received 50); allowed: 1 to 40; fix: lower it to 40 or less, or let one proxy serve all
        # Aws pooler.settings={"maxConnectionsPercent":50,"maxIdleConnectionsPercent":60}
        `pooler.settings.maxIdleConnectionsPercent`: is above `maxConnectionsPercent` (received 60); allowed: 0 to 50; fix: lower it to 50 or less
        # Aws pooler.settings={"maxIdleConnectionsPercent":10}
        `pooler.settings.maxIdleConnectionsPercent`: stands without `maxConnectionsPercent`, on which it depends (received 10); allowed: both, or neither; fix: add `maxConnectionsPercent`, or remove it
        # Aws pooler.settings={"maxConnectionsPercent":101}
        `pooler.settings.maxConnectionsPercent`: is out of range (received 101); allowed: a whole number of percent, 1 to 100; fix: write such a number, or remove it
        # Aws pooler.settings={"connectionBorrowTimeout":0}
        `pooler.settings.connectionBorrowTimeout`: is out of range (received 0); allowed: a whole number of seconds, 1 to 300; fix: write such a number, or remove it
        # Aws pooler.settings={"idleClientTimeout":59}
        `pooler.settings.idleClientTimeout`: is out of range (received 59); allowed: a whole number of seconds, 60 to 28800; fix: write such a number, or remove it
        # Aws pooler.settings={"sessionPinningFilters":"EXCLUDE_VARIABLE_SETS"}
        `pooler.settings.sessionPinningFilters`: works for MySQL only: RDS Proxy has no pinning filter for PostgreSQL (received EXCLUDE_VARIABLE_SETS); allowed: no pinning filter; fix: remove it; keep sessions free of SET, temporary objects and SQL PREPARE instead
        # Aws pooler.settings={"initQuery":"ALTER ROLE app PASSWORD 'hunter2'"}
        `pooler.settings.initQuery`: may hold a secret, and everybody who may see the target group can read it; allowed: SQL without secrets; fix: set passwords with ALTER ROLE on the server itself
        # Aws pooler.settings={"maxConnectionPercent":50}
        `pooler.settings.maxConnectionPercent`: RDS Proxy has no setting of this name that may be chosen (received maxConnectionPercent); allowed: connectionBorrowTimeout, debugLogging, idleClientTimeout, initQuery, maxConnectionsPercent, maxIdleConnectionsPercent; fix: did you mean `maxConnectionsPercent`?
        # Aws pooler.settings={"debugLogging":"yes"}
        `pooler.settings.debugLogging`: is neither true nor false (received yes); allowed: true or false; fix: write `false`
        # Aws database.instanceClass=-;database.serverless={"minAcu":0,"maxAcu":16};workloads.0.replicas=20
        `database.serverless.minAcu`: lets the cluster pause, and wake too slowly and too small for the 200 connections that workloads may open (received 0); allowed: 0 with 189 connections or fewer, as one ACU admits; fix: raise it to 1 or more
        # Aws database.rds={"reads":"direct"};database.aurora={"instances":2}
        `database.rds.reads`: stands beside an Aurora cluster, whose readers the proxy serves (received direct); allowed: nothing; fix: remove it: `route: readOnly` uses the proxy's READ_ONLY endpoint
        # Aws database.rds={"reads":"pgbouncer"};database.aurora={"instances":2}
        `database.rds.reads`: stands beside an Aurora cluster, whose readers the proxy serves (received pgbouncer); allowed: nothing; fix: remove it: `route: readOnly` uses the proxy's READ_ONLY endpoint
        # Aws database.rds={"reads":"pgbouncer"}
        `database.rds.reads`: puts PgBouncer in front of read replicas, and there is none (received pgbouncer); allowed: a pool that a workload can use on a replica; fix: set `database.replicas` to 1 or more, or remove it
        # Aws database.rds={"reads":"pgbouncer"};database.replicas=1
        `database.rds.reads`: makes a pool that no workload uses (received pgbouncer); allowed: a pool that a workload can use on a replica; fix: route a workload `readOnly`, or remove it
        # Aws database.rds={"reads":"pgbouncer","authentication":"iamEndToEnd"};database.replicas=1;workloads.0.route="readOnly"
        `database.rds.reads`: needs passwords, with which PgBouncer logs in, and IAM on both legs has none (received pgbouncer); allowed: a pool that a workload can use on a replica; fix: set `database.rds.authentication` to password or iam, `database.rds.reads: direct`, or `database.aurora`
        # Aws database.rds={"reads":"pgbouncer","existing":{"instance":"b","host":"db.example.com","securityGroup":"sg-1"}};database.replicas=1;workloads.0.route="readOnly"
        `database.rds.reads`: needs the host of the replica, and `database.rds.existing` does not name it (received pgbouncer); allowed: a pool that a workload can use on a replica; fix: add `readHost` there
        # Aws database.rds={"reads":"proxy"};database.replicas=1;workloads.0.route="readOnly"
        `database.rds.reads`: is not one of the known values (received "proxy"); allowed: direct, pgbouncer; fix: use one of these
        # Aws database.rds={"reads":"direct","readPooler":{"port":6433}};database.replicas=1;workloads.0.route="readOnly"
        `database.rds.readPooler`: describes PgBouncer in front of read replicas, and reads do not go through it (received an object); allowed: only with `database.rds.reads: pgbouncer`; fix: set `database.rds.reads: pgbouncer`, or remove it
        # Aws database.rds={"reads":"pgbouncer","readPooler":{"kind":"pgbouncer","settings":{"pool_sizes":1}}};database.replicas=1;workloads.0.route="readOnly"
        `database.rds.readPooler.kind`: is not a known key (received "pgbouncer"); allowed: mode, host, port, version, rootCertificate, replicas, processes, peering, drain, metrics, isolation, databaseNetworks, readFallback, auth, issuer, image, settings; fix: remove it
        `database.rds.readPooler.settings.pool_sizes`: PgBouncer has no setting of this name (received pool_sizes); allowed: a setting of PgBouncer 1.26.1; fix: remove it
        # Aws database.rds={"reads":"pgbouncer","readPooler":{"settings":{"query_timeout":10}}};database.replicas=1;workloads.0.route="readOnly"
        `database.rds.readPooler.settings.query_timeout`: is not above `timeouts.statement` (20s): the pooler would cut the connection before the server can cancel the statement (received 10); allowed: above 20, in seconds without a unit; fix: raise it above 20, or lower `timeouts.statement`
        # Aws database.rds={"reads":"pgbouncer"};database.replicas=1;workloads.0.route="readOnly";workloads.0.needs=["listenNotify"]
        `workloads[0].needs[0]`: does not survive transaction pooling, on which workload api is routed (received "listenNotify"); allowed: protocolPrepare; everything on `route: direct` or in mode session; fix: set `route: direct` for the workload, or `database.rds.readPooler.mode: session`
        # Aws database.rds={"authentication":"iam"};workloads.0.profile="fides"
        `workloads[0].profile`: reads a password from its environment, and `database.rds.authentication` gives it none (received fides); allowed: none with IAM authentication; fix: set `database.rds.authentication: password`, or `profile: none`
        # Aws database.rds={"authentication":"iamEndToEnd","everyZone":true,"otherProxiesPercent":5,"reads":"direct"};pooler.kind="pgbouncer"
        `database.rds.authentication`: is for RDS Proxy, and the pooler is PgBouncer (received iamEndToEnd); allowed: nothing with `pooler.kind: pgbouncer`; fix: remove it, or set `pooler.kind: rdsProxy`
        `database.rds.everyZone`: is for RDS Proxy, and the pooler is PgBouncer (received true); allowed: nothing with `pooler.kind: pgbouncer`; fix: remove it, or set `pooler.kind: rdsProxy`
        `database.rds.otherProxiesPercent`: is for RDS Proxy, and the pooler is PgBouncer (received 5); allowed: nothing with `pooler.kind: pgbouncer`; fix: remove it, or set `pooler.kind: rdsProxy`
        `database.rds.reads`: is for RDS Proxy, and the pooler is PgBouncer (received direct); allowed: nothing with `pooler.kind: pgbouncer`; fix: remove it, or set `pooler.kind: rdsProxy`
        # Aws database.user="rdsproxyadmin"
        `database.user`: is the role that RDS Proxy itself uses (received rdsproxyadmin); allowed: any other role; fix: choose another role
        # Aws database.rds.existing={"host":"db.example.com","securityGroup":"sg-1"}
        `database.rds.existing`: names neither an instance nor a cluster (received an object); allowed: exactly one of instance and cluster; fix: add `instance: orders-db` or `cluster: orders-db`
        # Aws database.rds.existing={"instance":"a","cluster":"b","host":"db.example.com","securityGroup":"sg-1"}
        `database.rds.existing`: names an instance and a cluster (received an object); allowed: exactly one of instance and cluster; fix: remove one of the two
        # Aws database.rds.existing={"cluster":"b","host":"db.example.com","securityGroup":"sg-1"}
        `database.rds.existing`: names a cluster, and the database is not described as one; allowed: `database.aurora` or `database.serverless` beside it; fix: add `aurora: {instances: 2}` with the number of its instances
        # Aws database.rds.existing={"instance":"b","host":"db.example.com","securityGroup":"sg-1"};database.aurora={"instances":2}
        `database.rds.existing`: names an instance, and the database is described as an Aurora cluster; allowed: a cluster beside `aurora` or `serverless`; fix: name the cluster, or remove `aurora` and `serverless`
        # Aws database.rds={"authentication":"iamEndToEnd","existing":{"instance":"b","host":"db.example.com","securityGroup":"sg-1"}}
        `database.rds.existing`: lacks its ARN or resource id, which IAM on both legs needs; allowed: `arn` and `resourceId`; fix: add both, as `aws rds describe-db-instances` or `describe-db-clusters` shows them
        # Aws database.rds={"kmsKey":"alias/mine","alarmTopics":["mine"],"kubernetesNamespace":"My Apps","multiAz":"perhaps"}
        `database.rds.kmsKey`: is not the ARN of a KMS key (received "alias/mine"); allowed: arn:aws:kms:<region>:<account>:key/<id>; fix: copy the ARN of the key itself, not of an alias
        `database.rds.alarmTopics[0]`: is not the ARN of an SNS topic (received "mine"); allowed: arn:aws:sns:<region>:<account>:<name>; fix: copy the ARN of the topic
        `database.rds.kubernetesNamespace`: is not a name that Kubernetes accepts (received "My Apps"); allowed: 1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends; fix: rename it, as `api` or `http-workers`
        `database.rds.multiAz`: is not one of the known values (received "perhaps"); allowed: true, false; fix: use one of these
        # Aws database.rds={"storageGiB":10,"backupDays":36,"maxStorageGiB":5}
        `database.rds.storageGiB`: is too small (received 10); allowed: a whole number from 20 to 65536; fix: raise it to 20 or more
        `database.rds.backupDays`: is too large (received 36); allowed: a whole number from 1 to 35; fix: lower it to 35 or less
        `database.rds.maxStorageGiB`: is too small (received 5); allowed: a whole number from 100 to 65536; fix: raise it to 100 or more
        """";
}
