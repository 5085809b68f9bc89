using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Pooling.Kubernetes;

/// <summary>One pooler pod: a single container under the restricted Pod Security Standard.</summary>
internal static class PodTemplate
{
    public static PodTemplateSpecArgs Of(
        PgBouncerPoolArgs args, Labels labels, Input<string> serviceAccount, PoolerFiles files, PoolerMetrics? metrics, Input<string>? peers)
    {
        var plan = args.Plan;
        return new PodTemplateSpecArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Labels = labels.All,
                Annotations = { ["pooling.infra/configuration"] = files.Hash },
            },
            Spec = new PodSpecArgs
            {
                ServiceAccountName = serviceAccount,
                AutomountServiceAccountToken = false,
                EnableServiceLinks = false,
                TerminationGracePeriodSeconds = (int)plan.Timeouts.Drain.Grace.TotalSeconds,
                SecurityContext = new PodSecurityContextArgs
                {
                    RunAsNonRoot = true,
                    RunAsUser = PgBouncerImage.UserId,
                    RunAsGroup = PgBouncerImage.UserId,
                    FsGroup = PgBouncerImage.UserId,
                    SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
                },
                TopologySpreadConstraints = { Spread("topology.kubernetes.io/zone", labels), Spread("kubernetes.io/hostname", labels) },
                Containers = [Container(args, peers), .. metrics?.Containers() ?? []],
                Volumes =
                {
                    // One projected volume, so that a change of any file appears together with all others.
                    new VolumeArgs
                    {
                        Name = "configuration",
                        Projected = new ProjectedVolumeSourceArgs { DefaultMode = 0b100_100_000, Sources = files.Projections },
                    },
                    new VolumeArgs { Name = "run", EmptyDir = new EmptyDirVolumeSourceArgs { Medium = "Memory", SizeLimit = "1Mi" } },
                },
            },
        };
    }

    /// <summary>As even as can be, but rather uneven than not at all: a cluster may have one zone, or one node left.</summary>
    private static TopologySpreadConstraintArgs Spread(string key, Labels labels) => new()
    {
        MaxSkew = 1,
        TopologyKey = key,
        WhenUnsatisfiable = "ScheduleAnyway",
        LabelSelector = new LabelSelectorArgs { MatchLabels = labels.Selector },
    };

    private static ContainerArgs Container(PgBouncerPoolArgs args, Input<string>? peers) => new()
    {
        Name = "pgbouncer",
        Image = args.Image ?? args.Plan.Specification.Pooler.Pods.Image ?? PgBouncerImage.Of(args.Plan.PgBouncer!.Version.ToString()),
        Command = { "/bin/sh", $"{PoolerScript.Files}/{PoolerScript.FileName}" },
        WorkingDir = PoolerScript.Files,
        Env = PoolerScript.Variables(args.Plan, peers),
        Ports = { new ContainerPortArgs { Name = "pgbouncer", ContainerPortValue = args.Plan.Specification.Pooler.Port } },
        // Never through to the database: a database that is down must not take the poolers with it.
        ReadinessProbe = Probe(failureThreshold: 3),
        LivenessProbe = Probe(failureThreshold: 6),
        Lifecycle = new LifecycleArgs
        {
            PreStop = new LifecycleHandlerArgs { Exec = new ExecActionArgs { Command = { "sleep", $"{(int)args.Plan.Timeouts.Drain.PreStop.TotalSeconds}" } } },
        },
        // PgBouncer uses one core; memory grows with max_client_conn.
        Resources = new ResourceRequirementsArgs
        {
            Requests = { ["cpu"] = "100m", ["memory"] = "64Mi" },
            Limits = { ["memory"] = "256Mi" },
        },
        SecurityContext = Restricted(),
        VolumeMounts =
        {
            new VolumeMountArgs { Name = "configuration", MountPath = PoolerScript.Files, ReadOnly = true },
            new VolumeMountArgs { Name = "run", MountPath = PoolerScript.Run },
        },
    };

    /// <summary>What the restricted Pod Security Standard asks of a container, and a root file system that nobody writes.</summary>
    public static SecurityContextArgs Restricted(int? userId = null)
    {
        var context = new SecurityContextArgs
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
        };
        if (userId is { } id)
            context.RunAsUser = id;
        return context;
    }

    private static ProbeArgs Probe(int failureThreshold) => new()
    {
        TcpSocket = new TCPSocketActionArgs { Port = "pgbouncer" },
        PeriodSeconds = 10,
        TimeoutSeconds = 5,
        FailureThreshold = failureThreshold,
    };
}
