// A stack of N resources, always the same for the same N, about 750 bytes each on the wire. Each forty of them are one system: a database
// with its pooler and its proxy, twelve workloads and six functions that connect to it, and what has nothing to do with connections.
"use strict";

const urn = (type, name) => `urn:pulumi:bench::orders::${type}::${name}`;

const ini = index => `[databases]
orders = host=db-${index}.example.com port=5432 dbname=orders
[pgbouncer]
pool_mode = transaction
default_pool_size = 20
reserve_pool_size = 5
max_client_conn = 1000
max_db_connections = 50
max_prepared_statements = 200
ignore_startup_parameters = extra_float_digits
`;

const env = entries => Object.entries(entries).map(([name, value]) => ({ name, value }));

const kinds = {
  workload: (index, system) => ["kubernetes:apps/v1:Deployment", {
    apiVersion: "apps/v1", kind: "Deployment", metadata: { name: `api-${index}`, namespace: "orders", labels: { app: `api-${index}` } },
    spec: {
      replicas: 3, strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } }, selector: { matchLabels: { app: `api-${index}` } },
      template: {
        metadata: { labels: { app: `api-${index}` } },
        spec: {
          containers: [{
            name: "api", image: `registry.example.com/api:1.${index}.0`,
            env: env({ DB_HOST: `db-${system}.example.com`, DB_POOL_SIZE: "4", DB_MAX_OVERFLOW: "8", HTTP_WORKERS: "2", LOG_LEVEL: "info" }),
          }],
        },
      },
    },
  }],
  pooler: (_, system) => ["kubernetes:core/v1:ConfigMap", {
    apiVersion: "v1", kind: "ConfigMap", metadata: { name: `pooler-${system}`, namespace: "orders" }, data: { "pgbouncer.ini": ini(system) },
  }],
  server: (_, system) => ["aws:rds/instance:Instance", {
    identifier: `db-${system}`, engine: "postgres", engineVersion: "16.4", instanceClass: "db.m7g.large", allocatedStorage: 100,
    parameterGroupName: `orders-${system}`, address: `db-${system}.example.com`, port: 5432, multiAz: true, storageEncrypted: true,
    tags: { team: "orders", environment: "bench", index: `${system}` }, vpcSecurityGroupIds: ["sg-1", "sg-2"], dbSubnetGroupName: "orders",
    performanceInsightsEnabled: true, backupRetentionPeriod: 7, deletionProtection: true, copyTagsToSnapshot: true,
  }],
  proxy: (_, system) => ["aws:rds/proxy:Proxy", {
    name: `proxy-${system}`, engineFamily: "POSTGRESQL", requireTls: true, idleClientTimeout: 1800, debugLogging: false,
    auths: [{ authScheme: "SECRETS", iamAuth: "DISABLED", secretArn: `arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-${system}` }],
    roleArn: "arn:aws:iam::123456789012:role/orders-proxy", vpcSubnetIds: ["subnet-1", "subnet-2"], vpcSecurityGroupIds: ["sg-1"],
    tags: { team: "orders", environment: "bench" },
  }],
  group: (_, system) => ["aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", {
    dbProxyName: `proxy-${system}`, name: "default",
    connectionPoolConfig: { connectionBorrowTimeout: 8, maxConnectionsPercent: 70, maxIdleConnectionsPercent: 35, sessionPinningFilters: [] },
  }],
  lambda: (index, system) => ["aws:lambda/function:Function", {
    name: `worker-${index}`, runtime: "nodejs22.x", handler: "index.handler", memorySize: 512, timeout: 30, reservedConcurrentExecutions: 5,
    environment: { variables: { DB_HOST: `db-${system}.example.com`, DB_POOL_SIZE: "1", LOG_LEVEL: "info", STAGE: "bench" } },
    role: "arn:aws:iam::123456789012:role/orders-worker", tags: { team: "orders", environment: "bench" },
    vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] }, architectures: ["arm64"], packageType: "Zip",
  }],
  parameter: (index, system) => ["azure-native:dbforpostgresql:Configuration", {
    configurationName: "pgbouncer.default_pool_size", resourceGroupName: "orders", serverName: `server-${system}`, source: "user-override", value: "50",
    id: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/orders/providers/Microsoft.DBforPostgreSQL/flexibleServers/server-${system}`,
  }],
  bucket: index => ["aws:s3/bucket:Bucket", {
    bucket: `orders-${index}`, forceDestroy: false, tags: { team: "orders", environment: "bench", cost: "shared", owner: "platform" },
    serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true } },
    lifecycleRules: [{ id: "expire", enabled: true, expiration: { days: 90 }, noncurrentVersionExpiration: { days: 30 } }],
    versioning: { enabled: true, mfaDelete: false }, logging: { targetBucket: "logs", targetPrefix: `orders-${index}/` },
  }],
};

const system = [
  kinds.server, kinds.pooler, kinds.proxy, kinds.group, ...Array(12).fill(kinds.workload), ...Array(6).fill(kinds.lambda),
  ...Array(4).fill(kinds.parameter), ...Array(14).fill(kinds.bucket),
];

exports.resources = count => Array.from({ length: count }, (_, index) => {
  const [type, properties] = system[index % system.length](index, Math.floor(index / system.length));
  return { type, name: `r-${index}`, urn: urn(type, `r-${index}`), properties, parent: urn("pulumi:pulumi:Stack", "orders-bench") };
});
