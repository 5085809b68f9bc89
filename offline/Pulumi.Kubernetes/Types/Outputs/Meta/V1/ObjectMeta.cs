using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Types.Outputs.Meta.V1;

/// <summary>What every object of a cluster says about itself.</summary>
[OutputType]
public sealed class ObjectMeta
{
    public readonly ImmutableDictionary<string, string> Annotations;
    public readonly string CreationTimestamp;
    public readonly string GenerateName;
    public readonly int Generation;
    public readonly ImmutableDictionary<string, string> Labels;
    public readonly string Name;
    public readonly string Namespace;
    public readonly string ResourceVersion;
    public readonly string Uid;

    [OutputConstructor]
    private ObjectMeta(
        ImmutableDictionary<string, string> annotations,
        string creationTimestamp,
        string generateName,
        int generation,
        ImmutableDictionary<string, string> labels,
        string name,
        string @namespace,
        string resourceVersion,
        string uid)
    {
        Annotations = annotations;
        CreationTimestamp = creationTimestamp;
        GenerateName = generateName;
        Generation = generation;
        Labels = labels;
        Name = name;
        Namespace = @namespace;
        ResourceVersion = resourceVersion;
        Uid = uid;
    }
}
