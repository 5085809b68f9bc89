using System.Reflection;

namespace Pulumi;

/// <summary>A resource that is made of others.</summary>
public class ComponentResource : Resource
{
    /// <summary>Makes a component that sends no inputs.</summary>
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options, remote: false)
    {
    }

    /// <summary>Makes a component that sends its arguments as inputs.</summary>
    public ComponentResource(
        string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, custom: false, args ?? ResourceArgs.Empty, options ?? new(), remote) => IsRemote = remote;

    public ComponentResource(
        string type,
        string name,
        ResourceArgs? args,
        ComponentResourceOptions? options,
        bool remote,
        RegisterPackageRequest? registerPackageRequest = null)
        : this(type, name, args, options, remote)
    {
    }

    internal bool IsRemote { get; }

    /// <summary>Registers every property marked with <see cref="OutputAttribute"/>.</summary>
    protected void RegisterOutputs()
    {
        var outputs = new Dictionary<string, object?>();
        foreach (var property in GetType().GetProperties())
        {
            if (property.Name != nameof(Urn) && property.GetCustomAttribute<OutputAttribute>() is { } attribute)
                outputs.Add(string.IsNullOrWhiteSpace(attribute.Name) ? property.Name : attribute.Name, property.GetValue(this));
        }

        RegisterOutputs(outputs);
    }

    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Task.FromResult(outputs));
    }

    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Deployment.Required.RegisterOutputs(this, outputs);
    }
}
