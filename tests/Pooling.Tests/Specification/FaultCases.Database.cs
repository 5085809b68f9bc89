namespace Infra.Pooling.Tests.Specification;

internal static partial class FaultCases
{
    public const string Database = """"
        # Kubernetes database=-
        `database`: is missing; allowed: an object with the keys name, user, version, instanceClass, aurora, serverless, rds, sku, flexibleServer, host, port, readHosts, maxConnections, replicas, reserve; fix: add `database: {name: app, user: app}`
        # Kubernetes database=[]
        `database`: is not an object (received a list); allowed: an object with the keys name, user, version, instanceClass, aurora, serverless, rds, sku, flexibleServer, host, port, readHosts, maxConnections, replicas, reserve; fix: write its keys below it, indented
        # Kubernetes database.name=""
        `database.name`: is empty (received ""); allowed: 1 to 63 bytes without control characters; fix: write a name
        # Kubernetes database.name=12
        `database.name`: is not a text (received 12); allowed: 1 to 63 bytes without control characters; fix: put it in quotation marks
        # Kubernetes database.name="pgbouncer"
        `database.name`: is the name of PgBouncer's own console (received "pgbouncer"); allowed: any other name; fix: choose another database name
        # Kubernetes database.name="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        `database.name`: is 64 bytes long, and PostgreSQL cuts names at 63 (received "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"); allowed: 1 to 63 bytes without control characters; fix: shorten it
        # Kubernetes database.name="a\nb"
        `database.name`: holds a control character (received "a\nb"); allowed: 1 to 63 bytes without control characters; fix: remove it
        # Kubernetes database.user="pg_read"
        `database.user`: is a name that PostgreSQL keeps for itself (received "pg_read"); allowed: a role name other than public, none and pg_…; fix: choose another role
        # Kubernetes database.version=13
        `database.version`: is too small (received 13); allowed: a whole number from 14 to 18; fix: raise it to 14 or more
        # Kubernetes database.version="sixteen"
        `database.version`: is not a whole number (received "sixteen"); allowed: a whole number from 14 to 18; fix: write digits only, such as 14
        # Kubernetes database.version=16.4
        `database.version`: is not a whole number (received 16.4); allowed: a whole number from 14 to 18; fix: write digits only, such as 14
        # Kubernetes database.port=0
        `database.port`: is too small (received 0); allowed: a whole number from 1 to 65535; fix: raise it to 1 or more
        # Kubernetes database.host=-
        `database.host`: is missing; allowed: the host of an existing server, or local; fix: add `host: db.example.com`
        # Kubernetes database.host="postgres://app:hunter2@db/app"
        `database.host`: is not a host name (received "postgres://[secret]@db/app"); allowed: a host name or an IP address; fix: write the host alone, such as `db.example.com`, and the port under `port`
        # Kubernetes database.sku="Standard_D4ds_v5"
        `database.sku`: belongs to target azure, and the target is kubernetes (received "Standard_D4ds_v5"); allowed: host, readHosts on kubernetes; fix: remove it or set `target: azure`
        # Kubernetes database.instanceClass="db.r7g.large"
        `database.instanceClass`: belongs to target aws, and the target is kubernetes (received "db.r7g.large"); allowed: host, readHosts on kubernetes; fix: remove it or set `target: aws`
        # Kubernetes database.maxConnections=99999999999999999999
        `database.maxConnections`: is too large (received 99999999999999999999); allowed: a whole number from 25 to 262143; fix: lower it to 262143 or less
        # Kubernetes database.password="hunter2"
        `database.password`: is not a known key (received [secret]); allowed: name, user, version, instanceClass, aurora, serverless, rds, sku, flexibleServer, host, port, readHosts, maxConnections, replicas, reserve; fix: remove it
        # Kubernetes database.privateKey="hunter2"
        `database.privateKey`: is not a known key (received [secret]); allowed: name, user, version, instanceClass, aurora, serverless, rds, sku, flexibleServer, host, port, readHosts, maxConnections, replicas, reserve; fix: remove it
        # Kubernetes database.replica=1
        `database.replica`: is not a known key (received 1); allowed: name, user, version, instanceClass, aurora, serverless, rds, sku, flexibleServer, host, port, readHosts, maxConnections, replicas, reserve; fix: did you mean `replicas`?
        # Kubernetes database.replicas=-1
        `database.replicas`: is too small (received -1); allowed: a whole number from 0 to 15; fix: raise it to 0 or more
        # Kubernetes database.readHosts=["r1"]
        `database.readHosts`: stands beside `host: local`, which makes its own replicas (received a list); allowed: nothing; fix: remove it and set `replicas`
        # Kubernetes database.host="db"
        `database.readHosts`: is missing; allowed: one host for each replica, 1 in all; fix: add `readHosts: [replica.example.com]` or set `replicas: 0`
        # Kubernetes database.host="db";database.readHosts=["r1","r2"]
        `database.replicas`: does not fit `readHosts`, which has 2 (received 1); allowed: 2; fix: remove it; it follows from `readHosts`
        # Kubernetes database.host="db";database.replicas=-;database.readHosts=["r1","r1"]
        `database.readHosts[1]`: is listed twice (received "r1"); allowed: each replica once; fix: remove one of the two
        # Kubernetes database.host="db";database.readHosts=["r1:70000"]
        `database.readHosts[0]`: is not a host with a port (received "r1:70000"); allowed: `host` or `host:port`, an IPv6 address in brackets; fix: write it as `replica.example.com:5432`
        # Kubernetes database.reserve.admin=1001
        `database.reserve.admin`: is too large (received 1001); allowed: a whole number from 0 to 1000; fix: lower it to 1000 or less
        # Aws database.instanceClass=-
        `database.instanceClass`: is missing; allowed: exactly one of instanceClass and serverless, with or without aurora; fix: add `instanceClass: db.r7g.large`
        # Aws database.instanceClass="r7g.large"
        `database.instanceClass`: is not an instance class (received "r7g.large"); allowed: `db.` and a class; fix: write it as `db.r7g.large`
        # Aws database.serverless={"minAcu":2,"maxAcu":16}
        `database.serverless`: stands beside `instanceClass` (received an object); allowed: exactly one of instanceClass and serverless, with or without aurora; fix: remove one of the two
        # Aws database.instanceClass=-;database.serverless={"minAcu":8,"maxAcu":4}
        `database.serverless.maxAcu`: is below `minAcu` (received 4); allowed: 8 or more; fix: raise it to 8 or more, or lower `minAcu`
        # Aws database.instanceClass=-;database.serverless={"minAcu":0.3,"maxAcu":300}
        `database.serverless.minAcu`: is not a step of capacity (received 0.3); allowed: 0 to 256 in steps of 0.5; fix: round it to 0.5
        `database.serverless.maxAcu`: is too large (received 300); allowed: 1 to 256 in steps of 0.5; fix: lower it to 256 or less
        # Aws database.instanceClass=-;database.serverless={"minAcu":2}
        `database.serverless.maxAcu`: is missing; allowed: 1 to 256 in steps of 0.5; fix: add `maxAcu: 16`
        # Aws database.aurora={"instances":3};database.replicas=1
        `database.replicas`: does not fit `aurora.instances`, of which 3 exist and one writes (received 1); allowed: 2; fix: remove it; it follows from `aurora.instances`
        # Aws database.aurora={"instances":0}
        `database.aurora.instances`: is too small (received 0); allowed: a whole number from 1 to 16; fix: raise it to 1 or more
        # Aws database.host="db"
        `database.host`: belongs to target kubernetes, and the target is aws (received "db"); allowed: instanceClass, aurora, serverless, rds on aws; fix: remove it or set `target: kubernetes`
        # Azure database.sku=-
        `database.sku`: is missing; allowed: the SKU of the server; fix: add `sku: Standard_D4ds_v5`
        # Azure database.sku="D4"
        `database.sku`: is not an SKU (received "D4"); allowed: `Standard_` and a size; fix: write it as `Standard_D4ds_v5`
        # Azure database.sku="Standard_B1ms"
        `database.sku`: is a burstable SKU, which has no built-in PgBouncer (received "Standard_B1ms"); allowed: a general purpose or memory optimized SKU; fix: write it as `Standard_D4ds_v5`
        # Azure database.port=6000
        `database.port`: cannot be chosen on azure (received 6000); allowed: 5432; fix: remove it
        # Azure database.replicas=6
        `database.replicas`: is too large (received 6); allowed: a whole number from 0 to 5; fix: lower it to 5 or less
        # Kubernetes database.replicas=0;workloads.0.route="readOnly"
        `workloads[0].route`: there is no replica that workload api could read from (received "readOnly"); allowed: readWrite or direct, while the database has no replica; fix: set `database.replicas` to 1 or more, or `route: readWrite`
        """";
}
