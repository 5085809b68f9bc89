// A stack of N resources, always the same for the same N: poolers, proxies, databases and their clients, about 650 bytes each on the wire.
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

const kinds = [
  index => ["kubernetes:apps/v1:Deployment", {
    apiVersion: "apps/v1", kind: "Deployment", metadata: { name: `api-${index}`, namespace: "orders", labels: { app: `api-${index}` } },
    spec: {
      replicas: 3, strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } }, selector: { matchLabels: { app: `api-${index}` } },
      template: {
        metadata: { labels: { app: `api-${index}` } },
        spec: {
          containers: [{
            name: "api", image: `registry.example.com/api:1.${index}.0`,
            env: env({ DB_HOST: `db-${index}.example.com`, DB_POOL_SIZE: "4", DB_MAX_OVERFLOW: "8", HTTP_WORKERS: "2", LOG_LEVEL: "info" }),
          }],
        },
      },
    },
  }],
  index => ["kubernetes:core/v1:ConfigMap", {
    apiVersion: "v1", kind: "ConfigMap", metadata: { name: `pooler-${index}`, namespace: "orders" }, data: { "pgbouncer.ini": ini(index) },
  }],
  index => ["aws:rds/instance:Instance", {
    identifier: `db-${index}`, engine: "postgres", engineVersion: "16.4", instanceClass: "db.m7g.large", allocatedStorage: 100,
    parameterGroupName: `orders-${index}`, address: `db-${index}.example.com`, port: 5432, multiAz: true, storageEncrypted: true,
    tags: { team: "orders", environment: "bench", index: `${index}` }, vpcSecurityGroupIds: ["sg-1", "sg-2"], dbSubnetGroupName: "orders",
    performanceInsightsEnabled: true, backupRetentionPeriod: 7, deletionProtection: true, copyTagsToSnapshot: true,
  }],
  index => ["aws:rds/proxy:Proxy", {
    name: `proxy-${index}`, engineFamily: "POSTGRESQL", requireTls: true, idleClientTimeout: 1800, debugLogging: false,
    auths: [{ authScheme: "SECRETS", iamAuth: "DISABLED", secretArn: `arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-${index}` }],
    roleArn: "arn:aws:iam::123456789012:role/orders-proxy", vpcSubnetIds: ["subnet-1", "subnet-2"], vpcSecurityGroupIds: ["sg-1"],
    tags: { team: "orders", environment: "bench" },
  }],
  index => ["aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", {
    dbProxyName: `proxy-${index - 1}`, name: "default",
    connectionPoolConfig: { connectionBorrowTimeout: 8, maxConnectionsPercent: 70, maxIdleConnectionsPercent: 35, sessionPinningFilters: [] },
  }],
  index => ["aws:lambda/function:Function", {
    name: `worker-${index}`, runtime: "nodejs22.x", handler: "index.handler", memorySize: 512, timeout: 30, reservedConcurrentExecutions: 5,
    environment: { variables: { DB_HOST: `db-${index}.example.com`, DB_POOL_SIZE: "1", LOG_LEVEL: "info", STAGE: "bench" } },
    role: "arn:aws:iam::123456789012:role/orders-worker", tags: { team: "orders", environment: "bench" },
    vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], securityGroupIds: ["sg-1"] }, architectures: ["arm64"], packageType: "Zip",
  }],
  index => ["azure-native:dbforpostgresql:Configuration", {
    configurationName: "pgbouncer.default_pool_size", resourceGroupName: "orders", serverName: `server-${index}`, source: "user-override", value: "50",
    id: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/orders/providers/Microsoft.DBforPostgreSQL/flexibleServers/server-${index}`,
  }],
  index => ["aws:s3/bucket:Bucket", {
    bucket: `orders-${index}`, forceDestroy: false, tags: { team: "orders", environment: "bench", cost: "shared", owner: "platform" },
    serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" }, bucketKeyEnabled: true } },
    lifecycleRules: [{ id: "expire", enabled: true, expiration: { days: 90 }, noncurrentVersionExpiration: { days: 30 } }],
    versioning: { enabled: true, mfaDelete: false }, logging: { targetBucket: "logs", targetPrefix: `orders-${index}/` },
  }],
];

exports.resources = count => Array.from({ length: count }, (_, index) => {
  const [type, properties] = kinds[index % kinds.length](index);
  return { type, name: `r-${index}`, urn: urn(type, `r-${index}`), properties, parent: urn("pulumi:pulumi:Stack", "orders-bench") };
});
