using System.Globalization;
using System.Numerics;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Pooling.Kubernetes;

/// <summary>One pooler pod: a single container under the restricted Pod Security Standard.</summary>
internal static class PodTemplate
{
    public static PodTemplateSpecArgs Of(
        PgBouncerPoolArgs args, ObjectNames names, PoolerFiles files, PoolerMetrics? metrics, Input<string>? peers)
    {
        var (plan, labels) = (args.Plan, names.Labels);
        var processes = plan.Specification.Pooler.Pods.Processes;
        return new PodTemplateSpecArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Labels = labels.All,
                Annotations = { ["pooling.infra/configuration"] = files.Hash },
            },
            Spec = new PodSpecArgs
            {
                ServiceAccountName = names.Pooler,
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
                    // A file for each process and one being written; each names every peer, of which there are 16383 at most.
                    new VolumeArgs { Name = "run", EmptyDir = new EmptyDirVolumeSourceArgs { Medium = "Memory", SizeLimit = $"{4 * (processes + 1)}Mi" } },
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
        Resources = Resources(args.Plan),
        SecurityContext = Restricted(),
        VolumeMounts =
        {
            new VolumeMountArgs { Name = "configuration", MountPath = PoolerScript.Files, ReadOnly = true },
            new VolumeMountArgs { Name = "run", MountPath = PoolerScript.Run },
        },
    };

    /// <summary>
    /// What a pod with all of its clients needs. A process takes about 11 MiB and an idle client with TLS 24 KiB (2,000 of them measured).
    /// A client at work may take four times as much: buffers of TLS in both directions, of packets, of the kernel, 200 prepared statements.
    /// Powers of two, because a new figure replaces the pods, which a few more clients should not.
    /// </summary>
    private static ResourceRequirementsArgs Resources(PoolPlan plan)
    {
        var processes = plan.Specification.Pooler.Pods.Processes;
        var clients = ulong.Parse(plan.PgBouncer!.Settings["max_client_conn"], CultureInfo.InvariantCulture);
        string Memory(ulong ofClient) =>
            string.Create(CultureInfo.InvariantCulture, $"{BitOperations.RoundUpToPowerOf2((16 + (clients * ofClient / 1024)) * (ulong)processes)}Mi");
        return new()
        {
            Requests = { ["cpu"] = "100m", ["memory"] = Memory(ofClient: 24) },
            Limits = { ["memory"] = Memory(ofClient: 96) },
        };
    }

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
