namespace Infra.Pooling.Tests.Specification;

internal static partial class FaultCases
{
    public const string FlexibleServer = """"
        # Azure database.sku="Standard_B2s";database.replicas=1
        `database.sku`: is a burstable SKU, which has no built-in PgBouncer (received "Standard_B2s"); allowed: a general purpose or memory optimized SKU; fix: write it as `Standard_D4ds_v5`
        `database.replicas`: cannot be made from a burstable server (received 1); allowed: 0, or another SKU; fix: choose a general purpose or memory optimized SKU
        # Azure database.maxConnections=20
        `database.maxConnections`: is too small (received 20); allowed: a whole number from 25 to 5000; fix: raise it to 25 or more
        # Azure database.maxConnections=6000
        `database.maxConnections`: is too large (received 6000); allowed: a whole number from 25 to 5000; fix: lower it to 5000 or less
        # Azure pooler.mode="statement";workloads.0.needs=["protocolPrepare"]
        `workloads[0].needs[0]`: workload api prepares statements, and the pooler does not carry them (received "protocolPrepare"); allowed: protocolPrepare in mode transaction; fix: set `pooler.mode: transaction`, or `route: direct` for the workload
        # Azure pooler.mode="statement";pooler.settings={"max_prepared_statements":100}
        `pooler.settings.max_prepared_statements`: carries prepared statements, which statement pooling does not allow (received "100"); allowed: 0 in mode statement; fix: remove it, or set `pooler.mode: transaction`
        # Azure pooler.settings={"default_pool_size":0}
        `pooler.settings.default_pool_size`: is not a value that pgbouncer.default_pool_size takes (received "0"); allowed: a whole number from 1 to 4950; fix: write such a value, or remove it
        # Azure pooler.settings={"pgbouncer.default_pool_size":5000}
        `pooler.settings.default_pool_size`: is not a value that pgbouncer.default_pool_size takes (received "5000"); allowed: a whole number from 1 to 4950; fix: write such a value, or remove it
        # Azure pooler.settings={"max_client_conn":"many"}
        `pooler.settings.max_client_conn`: is not a value that pgbouncer.max_client_conn takes (received "many"); allowed: a whole number from 1 to 50000; fix: write such a value, or remove it
        # Azure pooler.settings={"query_wait_timeout":90000}
        `pooler.settings.query_wait_timeout`: is not a value that pgbouncer.query_wait_timeout takes (received "90000"); allowed: a whole number of seconds from 0 to 86400; fix: write such a value, or remove it
        # Azure pooler.settings={"ignore_startup_parameters":"a b"}
        `pooler.settings.ignore_startup_parameters`: is not a value that pgbouncer.ignore_startup_parameters takes (received "a b"); allowed: text of the pattern [A-Za-z0-9_\.,]*; fix: write such a value, or remove it
        # Azure pooler.settings={"stats_users":"app,nobody!"}
        `pooler.settings.stats_users`: is not a value that pgbouncer.stats_users takes (received "app,nobody!"); allowed: text of the pattern [A-Za-z0-9,@_\-\.]*; fix: write such a value, or remove it
        # Azure pooler.settings={"stats_users":"ap,nobody"}
        `pooler.settings.stats_users`: names "ap", a role that does not exist (received "ap,nobody"); allowed: app, pooling_admin; fix: did you mean `app`?
        `pooler.settings.stats_users`: names "nobody", a role that does not exist (received "ap,nobody"); allowed: app, pooling_admin; fix: remove it, or give a workload that role
        # Azure pooler.settings={"reserve_pool_size":5}
        `pooler.settings.reserve_pool_size`: is not a setting that Azure's PgBouncer exposes (received "5"); allowed: default_pool_size, min_pool_size, max_client_conn, max_prepared_statements, query_wait_timeout, server_idle_timeout, ignore_startup_parameters, stats_users; fix: remove it
        # Azure pooler.settings={"pool_mode":"session"}
        `pooler.settings.pool_mode`: is decided by `pooler.mode` (received "session"); allowed: default_pool_size, min_pool_size, max_client_conn, max_prepared_statements, query_wait_timeout, server_idle_timeout, ignore_startup_parameters, stats_users; fix: remove it
        # Azure pooler.settings={"min_pool_size":60,"default_pool_size":50}
        `pooler.settings.min_pool_size`: is above `default_pool_size` (received 60); allowed: 0 to 50; fix: lower it, or raise `default_pool_size`
        # Azure database.flexibleServer={"reads":"virtualEndpoint"}
        `database.flexibleServer.reads`: asks for a virtual endpoint, which needs a replica (received "virtualEndpoint"); allowed: nothing, while the database has no replica; fix: set `database.replicas` to 1 or more, or remove it
        # Azure database.flexibleServer={"reads":"replicas","reader":1}
        `database.flexibleServer.reads`: says how replicas are read, and there is none (received "replicas"); allowed: nothing, while the database has no replica; fix: set `database.replicas` to 1 or more, or remove it
        `database.flexibleServer.reader`: says how replicas are read, and there is none (received 1); allowed: nothing, while the database has no replica; fix: set `database.replicas` to 1 or more, or remove it
        # Azure database.replicas=1;database.flexibleServer={"reader":2}
        `database.flexibleServer.reader`: is a replica that does not exist (received 2); allowed: 1, or primary; fix: write 1, or raise `database.replicas`
        # Azure database.replicas=2;database.flexibleServer={"reads":"replicas","reader":1}
        `database.flexibleServer.reader`: is the virtual endpoint's, and readers go to the replicas themselves (received 1); allowed: nothing with `reads: replicas`; fix: remove one of the two
        # Azure database.replicas=1;database.flexibleServer={"reader":"primary","promote":{"replica":1}}
        `database.flexibleServer.promote`: switches roles while the reader leads to the primary, which Azure refuses (received an object); allowed: `reader: 1`, the replica that is promoted; fix: set `database.flexibleServer.reader: 1`, and promote when that is done
        # Azure database.replicas=2;database.flexibleServer={"promote":{"replica":2}}
        `database.flexibleServer.promote`: switches roles with a replica to which the reader does not lead, which Azure refuses (received an object); allowed: `reader: 2`, the replica that is promoted; fix: set `database.flexibleServer.reader: 2`, and promote when that is done
        # Azure database.replicas=2;database.flexibleServer={"promote":{"replica":3}}
        `database.flexibleServer.promote`: names replica 3, which does not exist (received an object); allowed: 1 to 2; fix: write 1 to 2, or raise `database.replicas`
        # Azure database.replicas=1;database.flexibleServer={"reads":"replicas","promote":{"replica":1}}
        `database.flexibleServer.promote`: switches roles without a virtual endpoint, so that clients would stay with the old primary (received an object); allowed: `reads: virtualEndpoint`; fix: remove `reads`
        # Azure database.flexibleServer={"promote":{"replica":1}}
        `database.flexibleServer.promote`: names a replica that does not exist (received an object); allowed: nothing, while the database has no replica; fix: set `database.replicas` to 1 or more, or remove it
        # Azure database.flexibleServer={"promote":{"option":"now"}}
        `database.flexibleServer.promote.replica`: is missing; allowed: a whole number from 1 to 5; fix: add `replica: 1`
        `database.flexibleServer.promote.option`: is not one of the known values (received "now"); allowed: planned, forced; fix: use one of these
        # Azure database.flexibleServer={"network":{"vnet":{"subnet":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"},"privateEndpoint":{"subnet":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"}}}
        `database.flexibleServer.network.privateEndpoint`: stands beside `vnet`: a server inside a virtual network cannot have a private endpoint (received an object); allowed: exactly one of public, vnet and privateEndpoint; fix: remove one of the two; a server keeps its kind of network for life
        # Azure database.flexibleServer={"network":{"public":{},"vnet":{"subnet":"database"}}}
        `database.flexibleServer.network.public`: stands beside a private network (received an object); allowed: exactly one of public, vnet and privateEndpoint; fix: remove one of the two
        `database.flexibleServer.network.vnet.subnet`: is not such a resource id (received "database"); allowed: a resource id with /subnets/ in it; fix: copy the resource id from the resource's JSON view
        # Azure database.flexibleServer={"network":{}}
        `database.flexibleServer.network`: names no kind of network (received an object); allowed: exactly one of public, vnet and privateEndpoint; fix: add `privateEndpoint: {subnet: …}`, or remove it
        # Azure database.flexibleServer={"network":{"public":{"allow":[{"from":"10.0.0.5","to":"10.0.0.1"},{"from":"office"}]}}}
        `database.flexibleServer.network.public.allow[0].to`: comes before `from` (received "10.0.0.1"); allowed: 10.0.0.5 or a later address; fix: swap the two
        `database.flexibleServer.network.public.allow[1].from`: is not an IPv4 address (received "office"); allowed: an IPv4 address; fix: write it as `203.0.113.10`
        # Azure database.flexibleServer={"parameters":{"max_connections":100,"pgbouncer.min_pool_size":1,"work_mem":4,"max_wal_sender":5,"max_wal_senders":101,"transaction_timeout":60000}}
        `database.flexibleServer.parameters.max_connections`: is decided by `database.maxConnections` (received "100"); allowed: ssl_min_protocol_version, max_prepared_transactions, max_locks_per_transaction, max_wal_senders, max_worker_processes, idle_session_timeout, transaction_timeout; fix: remove it
        `database.flexibleServer.parameters["pgbouncer.min_pool_size"]`: is a setting of the pooler (received "1"); allowed: ssl_min_protocol_version, max_prepared_transactions, max_locks_per_transaction, max_wal_senders, max_worker_processes, idle_session_timeout, transaction_timeout; fix: move it to `pooler.settings`
        `database.flexibleServer.parameters.work_mem`: is not a parameter that is decided here (received "4"); allowed: ssl_min_protocol_version, max_prepared_transactions, max_locks_per_transaction, max_wal_senders, max_worker_processes, idle_session_timeout, transaction_timeout; fix: remove it, and set it with a resource of its own
        `database.flexibleServer.parameters.max_wal_sender`: is not a parameter that is decided here (received "5"); allowed: ssl_min_protocol_version, max_prepared_transactions, max_locks_per_transaction, max_wal_senders, max_worker_processes, idle_session_timeout, transaction_timeout; fix: did you mean `max_wal_senders`?
        `database.flexibleServer.parameters.max_wal_senders`: is not a value that max_wal_senders takes (received "101"); allowed: a whole number from 5 to 100; fix: write such a value, or remove it
        `database.flexibleServer.parameters.transaction_timeout`: came with PostgreSQL 17 (received "60000"); allowed: parameters of the server's version; fix: remove it, or raise `database.version`
        # Azure database.flexibleServer={"parameters":{"idle_session_timeout":60000}}
        `database.flexibleServer.parameters.idle_session_timeout`: is not above `server_idle_timeout` (180s): the server would close connections that the pooler still keeps (received "60000"); allowed: 0, or above 180000, in milliseconds; fix: raise it, or remove it for the default, 0
        # Azure database.version=17;database.flexibleServer={"parameters":{"transaction_timeout":20000}}
        `database.flexibleServer.parameters.transaction_timeout`: is not above `timeouts.statement` (20s): a transaction of one statement would be cut before the statement is (received "20000"); allowed: 0, or above 20000, in milliseconds; fix: raise it, or lower `timeouts.statement`
        # Azure pooler.settings={"server_idle_timeout":0};database.flexibleServer={"parameters":{"idle_session_timeout":60000}}
        `database.flexibleServer.parameters.idle_session_timeout`: is not above `server_idle_timeout` (no limit): the server would close connections that the pooler still keeps (received "60000"); allowed: 0; fix: raise it, or remove it for the default, 0
        # Azure database.flexibleServer={"inForce":{"max_connections":10,"lock_timeout":5}}
        `database.flexibleServer.inForce.max_connections`: is not a value that max_connections takes (received "10"); allowed: a whole number from 25 to 5000; fix: write such a value, or remove it
        `database.flexibleServer.inForce.lock_timeout`: is decided by `timeouts.lock` (received "5"); allowed: max_connections, max_prepared_transactions, max_locks_per_transaction, max_wal_senders, max_worker_processes; fix: remove it
        # Azure database.flexibleServer={"administrator":"root","storageGiB":16,"backupDays":40,"highAvailability":"zone","alerts":"sometimes"}
        `database.flexibleServer.administrator`: is a login that Azure keeps for itself (received "root"); allowed: any other login; fix: write it as `pooling_admin`
        `database.flexibleServer.storageGiB`: is too small (received 16); allowed: a whole number from 32 to 32767; fix: raise it to 32 or more
        `database.flexibleServer.backupDays`: is too large (received 40); allowed: a whole number from 7 to 35; fix: lower it to 35 or less
        `database.flexibleServer.highAvailability`: is not one of the known values (received "zone"); allowed: none, sameZone, zoneRedundant; fix: did you mean `none`?
        `database.flexibleServer.alerts`: is not one of the known values (received "sometimes"); allowed: true, false; fix: use one of these
        # Azure database.flexibleServer={"existing":"orders","serverName":"Orders","resourceGroup":"rg.","location":"West Europe","workspace":"logs","actionGroups":["team"]}
        `database.flexibleServer.existing`: is not the id of a Flexible Server (received "orders"); allowed: /subscriptions/…/providers/Microsoft.DBforPostgreSQL/flexibleServers/…; fix: copy the resource id from the server's JSON view
        `database.flexibleServer.serverName`: is not a name for a server (received "Orders"); allowed: 3 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends; fix: write it as `orders-production`
        `database.flexibleServer.resourceGroup`: is not a name for a resource group (received "rg."); allowed: 1 to 90 letters, digits, underscores, hyphens, points and parentheses, no point at the end; fix: write the name, not the id
        `database.flexibleServer.location`: is not a region (received "West Europe"); allowed: a region's short name; fix: write it as `westeurope`
        `database.flexibleServer.workspace`: is not such a resource id (received "logs"); allowed: a resource id with /workspaces/ in it; fix: copy the resource id from the resource's JSON view
        `database.flexibleServer.actionGroups[0]`: is not such a resource id (received "team"); allowed: a resource id with /actionGroups/ in it; fix: copy the resource id from the resource's JSON view
        # Azure database.flexibleServer={"keyVault":{"name":"v"},"entraAdministrators":[{"objectId":"x","name":"dba","type":"team"}]}
        `database.flexibleServer.keyVault.resourceGroup`: is missing; allowed: the resource group of the vault; fix: add `resourceGroup: rg-security`
        `database.flexibleServer.keyVault.name`: is not a name for a Key Vault (received "v"); allowed: 3 to 24 letters, digits and hyphens, a letter first; fix: write the name, not the URI
        `database.flexibleServer.entraAdministrators[0].tenantId`: is missing; allowed: a GUID; fix: add `tenantId: 00000000-0000-0000-0000-000000000000`
        `database.flexibleServer.entraAdministrators[0].objectId`: is not a GUID (received "x"); allowed: a GUID; fix: copy the id from Entra
        `database.flexibleServer.entraAdministrators[0].type`: is not one of the known values (received "team"); allowed: user, group, servicePrincipal; fix: use one of these
        # Azure database.flexibleServer={"databases":["audit","audit","","app","azure_sys"]};workloads.0.database="audi"
        `database.flexibleServer.databases[1]`: is listed twice (received "audit"); allowed: each database once; fix: remove one of the two
        `database.flexibleServer.databases[2]`: is empty (received ""); allowed: 1 to 63 bytes without control characters; fix: write a name
        `database.flexibleServer.databases[4]`: is a database that every server has from the start (received "azure_sys"); allowed: any other name; fix: choose another database name
        # Azure database.flexibleServer={"databases":["audit","app"]};workloads.0.database="audi"
        `database.flexibleServer.databases[1]`: is the name of `database.name` too (received "app"); allowed: each database once; fix: remove it
        `workloads[0].database`: is not a database of the server (received "audi"); allowed: app, audit; fix: did you mean `audit`?
        # Azure workloads.0.database="reports"
        `workloads[0].database`: is not a database of the server (received "reports"); allowed: app; fix: add it to `database.flexibleServer.databases`
        # Azure workloads.0.database=""
        `workloads[0].database`: is empty (received ""); allowed: 1 to 63 bytes without control characters; fix: write a name
        # Aws workloads.0.database="reports"
        `workloads[0].database`: is not `database.name`, and on aws a pooler serves one database (received "reports"); allowed: "app"; fix: remove it, and give the other database a stack of its own
        # Kubernetes workloads.0.database="reports"
        `workloads[0].database`: is not `database.name`, and on kubernetes a pooler serves one database (received "reports"); allowed: "app"; fix: remove it, and give the other database a stack of its own
        # Kubernetes database.flexibleServer={}
        `database.flexibleServer`: belongs to target azure, and the target is kubernetes (received an object); allowed: host, readHosts on kubernetes; fix: remove it or set `target: azure`
        """";
}
