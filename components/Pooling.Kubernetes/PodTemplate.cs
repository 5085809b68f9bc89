using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Pooling.Kubernetes;

/// <summary>One pooler pod: a single container under the restricted Pod Security Standard.</summary>
internal static class PodTemplate
{
    /// <summary>Where configuration, user list and certificates are mounted, and what file names in pgbouncer.ini are relative to.</summary>
    private const string Folder = "/etc/pgbouncer";

    /// <summary>Seconds in which the endpoint is withdrawn everywhere before PgBouncer stops to accept.</summary>
    private const int WithdrawSeconds = 5;

    /// <summary>Seconds left to end cleanly, after the last client has reached the end of its connection's life.</summary>
    private const int SpareSeconds = 10;

    public static PodTemplateSpecArgs Of(
        PgBouncerPoolArgs args, InputMap<string> labels, Input<string> serviceAccount, PoolerFiles files)
    {
        var plan = args.Plan;
        return new PodTemplateSpecArgs
        {
            Metadata = new ObjectMetaArgs
            {
                Labels = labels,
                Annotations = { ["pooling.infra/configuration"] = files.Hash },
            },
            Spec = new PodSpecArgs
            {
                ServiceAccountName = serviceAccount,
                AutomountServiceAccountToken = false,
                EnableServiceLinks = false,
                TerminationGracePeriodSeconds = WithdrawSeconds + (int)plan.Timeouts.Client.ConnectionLifetime.TotalSeconds + SpareSeconds,
                SecurityContext = new PodSecurityContextArgs
                {
                    RunAsNonRoot = true,
                    RunAsUser = PgBouncerImage.UserId,
                    RunAsGroup = PgBouncerImage.UserId,
                    FsGroup = PgBouncerImage.UserId,
                    SeccompProfile = new SeccompProfileArgs { Type = "RuntimeDefault" },
                },
                Containers = { Container(args) },
                Volumes =
                {
                    // One projected volume, so that a change of any file appears together with all others.
                    new VolumeArgs
                    {
                        Name = "configuration",
                        Projected = new ProjectedVolumeSourceArgs { DefaultMode = 0b100_100_000, Sources = files.Projections },
                    },
                },
            },
        };
    }

    private static ContainerArgs Container(PgBouncerPoolArgs args) => new()
    {
        Name = "pgbouncer",
        Image = args.Image ?? PgBouncerImage.Of(args.Plan.PgBouncer!.Version.ToString()),
        Command = { "pgbouncer", "pgbouncer.ini" },
        WorkingDir = Folder,
        Ports = { new ContainerPortArgs { Name = "pgbouncer", ContainerPortValue = args.Plan.Specification.Pooler.Port } },
        // Never through to the database: a database that is down must not take the poolers with it.
        ReadinessProbe = Probe(failureThreshold: 3),
        LivenessProbe = Probe(failureThreshold: 6),
        Lifecycle = new LifecycleArgs
        {
            PreStop = new LifecycleHandlerArgs { Exec = new ExecActionArgs { Command = { "sleep", $"{WithdrawSeconds}" } } },
        },
        // PgBouncer uses one core; memory grows with max_client_conn.
        Resources = new ResourceRequirementsArgs
        {
            Requests = { ["cpu"] = "100m", ["memory"] = "64Mi" },
            Limits = { ["memory"] = "256Mi" },
        },
        SecurityContext = new SecurityContextArgs
        {
            AllowPrivilegeEscalation = false,
            ReadOnlyRootFilesystem = true,
            Capabilities = new CapabilitiesArgs { Drop = { "ALL" } },
        },
        VolumeMounts = { new VolumeMountArgs { Name = "configuration", MountPath = Folder, ReadOnly = true } },
    };

    private static ProbeArgs Probe(int failureThreshold) => new()
    {
        TcpSocket = new TCPSocketActionArgs { Port = "pgbouncer" },
        PeriodSeconds = 10,
        TimeoutSeconds = 5,
        FailureThreshold = failureThreshold,
    };
}
