using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Pooling.Monitoring;
using Infra.Pooling.PgBouncer;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Pooling.Kubernetes;

/// <summary>An exporter beside each PgBouncer process, and what Prometheus and Grafana make of its figures.</summary>
internal sealed class PoolerMetrics
{
    /// <summary>Port of the first process' exporter; the others' follow.</summary>
    public const int FirstPort = 9127;

    private const string Monitoring = "monitoring.coreos.com/v1";

    private readonly PgBouncerPoolArgs _args;
    private readonly string _secret;

    public PoolerMetrics(ObjectNames names, PgBouncerPoolArgs args, CustomResourceOptions child)
    {
        _args = args;
        var (plan, pooler) = (args.Plan, names.Pooler);
        _secret = pooler + "-exporter";
        Secret = new Secret(names.InProgram("-exporter"), new SecretArgs
        {
            Metadata = names.Metadata("-exporter"),
            Type = "Opaque",
            StringData = { ["password"] = Output.CreateSecret(args.Credentials.Apply(credentials => credentials[PgBouncerPlanner.StatsRole])) },
        }, child);

        // The rules look for the job by the name of this Service.
        var job = PoolerRules.Job("");
        _ = new Service(names.InProgram(job), new ServiceArgs
        {
            Metadata = names.Metadata(job),
            Spec = new ServiceSpecArgs
            {
                ClusterIP = "None",
                Selector = names.Labels.Selector,
                Ports = Exporters().Select(port => new ServicePortArgs { Name = Port(port), Port = port, TargetPort = Port(port) }).ToArray(),
            },
        }, child);
        var monitored = names.Metadata();
        monitored.Labels = InputMap<string>.Merge(args.MonitorLabels, names.Labels.All);
        var space = args.Namespace.ToOutput();
        var monitor = new MonitoringArgs(Monitoring, "ServiceMonitor") { Metadata = monitored, Spec = Json(Monitor(pooler)) };
        _ = new CustomResource(names.InProgram(), monitor, child);
        _ = new CustomResource(names.InProgram(), new MonitoringArgs(Monitoring, "PrometheusRule")
        {
            Metadata = monitored,
            Spec = space.Apply(known => Json(Groups(new PoolerRules(plan, pooler, known), pooler))),
        }, child);

        var dashboard = names.Metadata("-dashboard");
        // What Grafana's sidecar looks for.
        dashboard.Labels = names.Labels.With("grafana_dashboard", "1");
        _ = new ConfigMap(names.InProgram("-dashboard"), new ConfigMapArgs
        {
            Metadata = dashboard,
            Data = { [$"pgbouncer-{pooler}.json"] = space.Apply(known => PoolerDashboard.Of(plan, pooler, known).ToJsonString()) },
        }, child);
    }

    /// <summary>The password of the exporters, which pods name by plain text and wait for.</summary>
    public Secret Secret { get; }

    /// <summary>The exporters of a pod. Each asks its own process, by the socket: the shared port would lead to any of them.</summary>
    public IEnumerable<ContainerArgs> Containers() => Exporters().Select((port, process) => new ContainerArgs
    {
        Name = process == 0 ? "exporter" : $"exporter-{process}",
        Image = PgBouncerImage.Exporter,
        Args = { $"--web.listen-address=:{port}" },
        Env =
        {
            new EnvVarArgs
            {
                Name = "PGBOUNCER_EXPORTER_CONNECTION_STRING",
                Value = $"postgres://{PgBouncerPlanner.StatsRole}@/pgbouncer?host={PoolerScript.Run}/{process}&port={_args.Plan.Specification.Pooler.Port}&sslmode=disable",
            },
            new EnvVarArgs
            {
                Name = "PGPASSWORD",
                ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = _secret, Key = "password" } },
            },
        },
        Ports = { new ContainerPortArgs { Name = Port(port), ContainerPortValue = port } },
        Resources = new ResourceRequirementsArgs { Requests = { ["cpu"] = "10m", ["memory"] = "16Mi" }, Limits = { ["memory"] = "64Mi" } },
        // Another user than PgBouncer's own, who would be administrator by the socket without a password.
        SecurityContext = PodTemplate.Restricted(userId: 65534),
        VolumeMounts = { new VolumeMountArgs { Name = "run", MountPath = PoolerScript.Run, ReadOnly = true } },
    });

    private JsonObject Monitor(string name) => new()
    {
        ["selector"] = new JsonObject
        {
            ["matchLabels"] = new JsonObject { ["app.kubernetes.io/name"] = "pgbouncer", ["app.kubernetes.io/instance"] = name },
        },
        ["endpoints"] = new JsonArray([.. Exporters().Select(port => (JsonNode)new JsonObject { ["port"] = Port(port), ["interval"] = "15s" })]),
    };

    private static JsonObject Groups(PoolerRules rules, string name) => new()
    {
        ["groups"] = new JsonArray(new JsonObject
        {
            ["name"] = $"pgbouncer-{name}",
            ["rules"] = new JsonArray([.. rules.All.Select(rule => (JsonNode)rule.ToJson())]),
        }),
    };

    private static JsonElement Json(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static string Port(int port) => $"metrics-{port - FirstPort}";

    private IEnumerable<int> Exporters() => Enumerable.Range(FirstPort, _args.Plan.Specification.Pooler.Pods.Processes);

    private sealed class MonitoringArgs(string apiVersion, string kind) : CustomResourceArgs(apiVersion, kind)
    {
        [Input("spec", required: true)]
        public Input<JsonElement> Spec { get; set; } = null!;
    }
}
