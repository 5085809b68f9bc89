// Thirty rules of the catalogue as stack policies of @pulumi/policy, as its users write them: each looks for its resources and judges them.
// All of them are rules that ours asks in AnalyzeStack too; the same thirty are on there when it has thirty.
"use strict";

const { PolicyPack } = require("@pulumi/policy");

const settings = text => Object.fromEntries([...text.matchAll(/^(\w+)\s*=\s*(.*)$/gm)].map(match => [match[1], match[2]]));
const variables = props => Object.fromEntries((props.spec.template.spec.containers[0].env ?? []).map(entry => [entry.name, entry.value]));

// A rule about each resource of a type on its own.
const each = (type, holds) => (resources, report) => {
  for (const resource of resources) {
    if (resource.type === type && !holds(resource.props)) report(`${resource.name} breaks the rule`, resource.urn);
  }
};
const proxy = holds => each("aws:rds/proxy:Proxy", holds);
const group = holds => each("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", props => holds(props.connectionPoolConfig ?? {}));
const pooler = holds => each("kubernetes:core/v1:ConfigMap", props => !props.data?.["pgbouncer.ini"] || holds(settings(props.data["pgbouncer.ini"])));
const workload = holds => each("kubernetes:apps/v1:Deployment", props => holds(props.spec, variables(props)));
const parameter = holds => each("azure-native:dbforpostgresql:Configuration", props => holds(props.configurationName, Number(props.value)));
const lambda = holds => each("aws:lambda/function:Function", props => holds(props, props.environment?.variables ?? {}));
const server = holds => each("aws:rds/instance:Instance", holds);

// A rule about what all clients of a server ask of it together.
const budget = (percent, share) => (resources, report) => {
  const demand = new Map();
  for (const resource of resources) {
    if (resource.type !== "kubernetes:apps/v1:Deployment") continue;
    const { DB_HOST, DB_POOL_SIZE, DB_MAX_OVERFLOW, HTTP_WORKERS } = variables(resource.props);
    const pods = resource.props.spec.replicas + share(resource.props.spec.strategy.rollingUpdate);
    demand.set(DB_HOST, (demand.get(DB_HOST) ?? 0) + pods * Number(HTTP_WORKERS) * (Number(DB_POOL_SIZE) + Number(DB_MAX_OVERFLOW)));
  }
  for (const resource of resources) {
    if (resource.type === "aws:rds/instance:Instance" && (demand.get(resource.props.address) ?? 0) > 800 * percent / 100)
      report(`${resource.name} is asked for too many connections`, resource.urn);
  }
};
const surge = rolling => Math.ceil(parseFloat(rolling.maxSurge) / 100 * 3);

const rules = {
  "budget-within-capacity": budget(100, () => 0),
  "budget-headroom": budget(80, () => 0),
  "surge-counted": budget(100, surge),
  "warm-floor": budget(50, () => 0),
  "client-unbounded": workload((_, variables) => !variables.DB_HOST || variables.DB_POOL_SIZE !== undefined),
  "read-route-target": workload((_, { FIDES__DATABASE__SERVER: writes, FIDES__DATABASE__READONLY_SERVER: reads }) => !reads || reads !== writes),
  "max-connections-over-default": server(props => props.instanceClass.startsWith("db.")),
  "capacity-from-smallest-failover": server(props => !props.replicateSourceDb || props.multiAz),
  "rdsproxy-percent-sum": group(config => config.maxConnectionsPercent <= 100),
  "rdsproxy-100-with-direct": group(config => config.maxConnectionsPercent < 100),
  "npgsql-reset": workload((_, { DATABASE_URL: text }) => !/Host=.*;/i.test(text ?? "") || /No Reset On Close=true/i.test(text)),
  "rdsproxy-borrow-before-client": group(config => config.connectionBorrowTimeout < 30),
  "rdsproxy-filter-noop": group(config => config.sessionPinningFilters.length === 0),
  "rdsproxy-pinning-settings": group(config => !config.initQuery),
  "rdsproxy-idle-client": proxy(props => props.idleClientTimeout >= 300),
  "recycle-order": workload((_, { DB_POOL_RECYCLE: age }) => !age || Number(age) < 1800),
  "azure-pool-fanout": parameter((name, value) => name !== "pgbouncer.default_pool_size" || value <= 100),
  "azure-params-hidden": parameter(name => name.startsWith("pgbouncer.")),
  "azure-port": parameter((name, value) => name !== "port" || value === 6432),
  "prepared-in-transaction": pooler(ini => ini.pool_mode !== "transaction" || Number(ini.max_prepared_statements) > 0),
  "pgbouncer-replica-multiply": pooler(ini => Number(ini.default_pool_size) + Number(ini.reserve_pool_size) <= 100),
  "pgbouncer-max-db-connections": pooler(ini => Number(ini.max_db_connections) > 0),
  "pgbouncer-client-cap": pooler(ini => Number(ini.max_client_conn) >= 100),
  "pgbouncer-mode": pooler(ini => ini.pool_mode === "transaction"),
  "pgbouncer-ignore-startup": pooler(ini => !ini.ignore_startup_parameters.split(",").includes("options")),
  "pgbouncer-secrets": pooler(ini => !ini.auth_query),
  "query-wait": pooler(ini => !ini.query_wait_timeout || Number(ini.query_wait_timeout) < 30),
  "pgbouncer-drain": workload(spec => spec.template.spec.containers[0].image.indexOf("pgbouncer") < 0),
  "pgbouncer-version-floor": workload(spec => !spec.template.spec.containers[0].image.endsWith(":latest")),
  "pooler-bypass": lambda((_, variables) => !(variables.DB_HOST ?? "").startsWith("pooler.")),
};

new PolicyPack("connection-budget-peer", {
  policies: Object.entries(rules).slice(0, Number(process.env.RULES ?? "30")).map(([name, judge]) => ({
    name, description: name, enforcementLevel: "mandatory", validateStack: (args, report) => judge(args.resources, report),
  })),
});
