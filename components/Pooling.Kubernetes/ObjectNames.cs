using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Pooling.Kubernetes;

/// <summary>
/// What the objects of a pooler are called: in the program after the component, so that the engine finds them when it is renamed, and in
/// Kubernetes after a name that may stay as it was. Each takes an end to tell it from the others.
/// </summary>
internal sealed class ObjectNames(string component, PgBouncerPoolArgs args)
{
    /// <summary>The longest name of a StatefulSet whose pods can be labelled with their revision.</summary>
    public const int Longest = 52;

    /// <summary>The pooler's name in Kubernetes.</summary>
    public string Pooler { get; } = args.ObjectName ?? component;

    /// <summary>Labels of every object.</summary>
    public Labels Labels { get; } = new(args.ObjectName ?? component);

    /// <summary>Name of an object in the program.</summary>
    public string InProgram(string end = "") => component + end;

    /// <summary>Name, namespace and labels of an object in Kubernetes.</summary>
    public ObjectMetaArgs Metadata(string end = "") => new() { Name = Pooler + end, Namespace = args.Namespace, Labels = Labels.All };

    /// <summary>Whether Kubernetes takes a name for all of them.</summary>
    public static bool IsUsable(string name) => name.Length <= Longest && char.IsAsciiLetterLower(name[0]) && name[^1] != '-'
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
