namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

public class PodSecurityContextArgs : ResourceArgs
{
    [Input("fsGroup")]
    public Input<int>? FsGroup { get; set; }

    [Input("fsGroupChangePolicy")]
    public Input<string>? FsGroupChangePolicy { get; set; }

    [Input("runAsGroup")]
    public Input<int>? RunAsGroup { get; set; }

    [Input("runAsNonRoot")]
    public Input<bool>? RunAsNonRoot { get; set; }

    [Input("runAsUser")]
    public Input<int>? RunAsUser { get; set; }

    [Input("seccompProfile")]
    public Input<SeccompProfileArgs>? SeccompProfile { get; set; }

    [field: Input("supplementalGroups")]
    public InputList<int> SupplementalGroups { get => field ??= new(); set; }

    public static new PodSecurityContextArgs Empty => new();
}

public class SecurityContextArgs : ResourceArgs
{
    [Input("allowPrivilegeEscalation")]
    public Input<bool>? AllowPrivilegeEscalation { get; set; }

    [Input("capabilities")]
    public Input<CapabilitiesArgs>? Capabilities { get; set; }

    [Input("privileged")]
    public Input<bool>? Privileged { get; set; }

    [Input("readOnlyRootFilesystem")]
    public Input<bool>? ReadOnlyRootFilesystem { get; set; }

    [Input("runAsGroup")]
    public Input<int>? RunAsGroup { get; set; }

    [Input("runAsNonRoot")]
    public Input<bool>? RunAsNonRoot { get; set; }

    [Input("runAsUser")]
    public Input<int>? RunAsUser { get; set; }

    [Input("seccompProfile")]
    public Input<SeccompProfileArgs>? SeccompProfile { get; set; }

    public static new SecurityContextArgs Empty => new();
}

public class CapabilitiesArgs : ResourceArgs
{
    [field: Input("add")]
    public InputList<string> Add { get => field ??= new(); set; }

    [field: Input("drop")]
    public InputList<string> Drop { get => field ??= new(); set; }

    public static new CapabilitiesArgs Empty => new();
}

public class SeccompProfileArgs : ResourceArgs
{
    [Input("localhostProfile")]
    public Input<string>? LocalhostProfile { get; set; }

    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    public static new SeccompProfileArgs Empty => new();
}
