using System.Collections.Immutable;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Apps = Pulumi.Kubernetes.Apps.V1;

namespace Infra.Offline.Contract;

public sealed class KubernetesTests
{
    [Fact]
    public async Task Constructor_ConfigMap_SendsKindAndData()
    {
        var mocks = new Mocks();

        var map = await mocks.RunAsync(() => new ConfigMap("settings", new ConfigMapArgs
        {
            Metadata = new ObjectMetaArgs { Name = "settings", Namespace = "db", Labels = { ["app"] = "pool" } },
            Data = { ["pgbouncer.ini"] = "[databases]" },
        }));

        var sent = mocks["settings"];
        Assert.Equal("kubernetes:core/v1:ConfigMap", sent.Type);
        Assert.Equal(["apiVersion", "data", "kind", "metadata"], sent.Inputs.Names());
        Assert.Equal("v1", sent.Inputs["apiVersion"]);
        Assert.Equal("ConfigMap", sent.Inputs["kind"]);
        Assert.Equal("settings", await Read.ValueAsync(map.Metadata.Apply(metadata => metadata.Name)));
        Assert.Equal("pool", await Read.ValueAsync(map.Metadata.Apply(metadata => metadata.Labels["app"])));
        Assert.Equal("[databases]", await Read.ValueAsync(map.Data.Apply(data => data["pgbouncer.ini"])));
    }

    [Fact]
    public async Task Constructor_Deployment_SendsNestedShapes()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Apps.Deployment("pool", new DeploymentArgs
        {
            Spec = new DeploymentSpecArgs
            {
                Replicas = 2,
                Selector = new LabelSelectorArgs { MatchLabels = { ["app"] = "pool" } },
                Strategy = new DeploymentStrategyArgs
                {
                    RollingUpdate = new RollingUpdateDeploymentArgs { MaxSurge = 1, MaxUnavailable = "0%" },
                },
                Template = new PodTemplateSpecArgs
                {
                    Spec = new PodSpecArgs
                    {
                        Containers = { new ContainerArgs { Name = "pgbouncer", Args = { "-q", "/etc/pgbouncer.ini" } } },
                        AutomountServiceAccountToken = false,
                    },
                },
            },
        }));

        var spec = mocks["pool"].Inputs.Map("spec");
        Assert.Equal(2.0, spec["replicas"]);
        var update = spec.Map("strategy").Map("rollingUpdate");
        Assert.Equal(1.0, update["maxSurge"]);
        Assert.Equal("0%", update["maxUnavailable"]);
        var pod = spec.Map("template").Map("spec");
        Assert.Equal(["automountServiceAccountToken", "containers"], pod.Names());
        Assert.Equal(false, pod["automountServiceAccountToken"]);
        var container = (ImmutableDictionary<string, object>)Assert.Single(pod.List("containers"));
        Assert.Equal(["-q", "/etc/pgbouncer.ini"], container.List("args"));
    }

    [Fact]
    public async Task Constructor_PodSpec_SendsVolumesProbesAndLifecycle()
    {
        var mocks = new Mocks();

        await mocks.RunAsync(() => new Apps.StatefulSet("pool", new StatefulSetArgs
        {
            Spec = new StatefulSetSpecArgs
            {
                Selector = new LabelSelectorArgs(),
                ServiceName = "pool",
                Template = new PodTemplateSpecArgs
                {
                    Spec = new PodSpecArgs
                    {
                        SecurityContext = new PodSecurityContextArgs { FsGroup = 70 },
                        Volumes =
                        {
                            new VolumeArgs
                            {
                                Name = "config",
                                Projected = new ProjectedVolumeSourceArgs
                                {
                                    Sources =
                                    {
                                        new VolumeProjectionArgs { ConfigMap = new ConfigMapProjectionArgs { Name = "settings" } },
                                        new VolumeProjectionArgs
                                        {
                                            Secret = new SecretProjectionArgs
                                            {
                                                Items = { new KeyToPathArgs { Key = "userlist", Path = "userlist.txt", Mode = 288 } },
                                            },
                                        },
                                    },
                                },
                            },
                        },
                        Containers = { Pooler() },
                    },
                },
            },
        }));

        var pod = mocks["pool"].Inputs.Map("spec").Map("template").Map("spec");
        Assert.Equal(70.0, pod.Map("securityContext")["fsGroup"]);
        var volume = (ImmutableDictionary<string, object>)Assert.Single(pod.List("volumes"));
        var sources = volume.Map("projected").List("sources").Cast<ImmutableDictionary<string, object>>().ToArray();
        Assert.Equal("settings", sources[0].Map("configMap")["name"]);
        Assert.Equal(288.0, ((ImmutableDictionary<string, object>)sources[1].Map("secret").List("items")[0])["mode"]);
        var container = (ImmutableDictionary<string, object>)Assert.Single(pod.List("containers"));
        Assert.Equal(5432.0, container.Map("readinessProbe").Map("tcpSocket")["port"]);
        Assert.Equal(5.0, container.Map("lifecycle").Map("preStop").Map("sleep")["seconds"]);
        Assert.Equal("128Mi", container.Map("resources").Map("limits")["memory"]);
        Assert.Equal(["ALL"], container.Map("securityContext").Map("capabilities").List("drop"));
        var variable = (ImmutableDictionary<string, object>)Assert.Single(container.List("env"));
        Assert.Equal("status.podIP", variable.Map("valueFrom").Map("fieldRef")["fieldPath"]);
    }

    private static ContainerArgs Pooler() => new()
    {
        Name = "pgbouncer",
        Image = "pgbouncer:1.25",
        Env =
        {
            new EnvVarArgs
            {
                Name = "POD_IP",
                ValueFrom = new EnvVarSourceArgs { FieldRef = new ObjectFieldSelectorArgs { FieldPath = "status.podIP" } },
            },
        },
        ReadinessProbe = new ProbeArgs { TcpSocket = new TCPSocketActionArgs { Port = 5432 } },
        Lifecycle = new LifecycleArgs { PreStop = new LifecycleHandlerArgs { Sleep = new SleepActionArgs { Seconds = 5 } } },
        Resources = new ResourceRequirementsArgs { Limits = { ["memory"] = "128Mi" } },
        SecurityContext = new SecurityContextArgs { Capabilities = new CapabilitiesArgs { Drop = { "ALL" } } },
    };
}
