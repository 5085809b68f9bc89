using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource of a stack; making one registers it.</summary>
public class Resource
{
    private readonly string _type;
    private readonly string _name;
    private readonly bool? _protect;
    private readonly ImmutableArray<ResourceTransformation> _transformations = [];
    private readonly ImmutableDictionary<string, ProviderResource> _providers = ImmutableDictionary<string, ProviderResource>.Empty;

    private protected Resource(
        string type, string name, bool custom, ResourceArgs args, ResourceOptions options, bool remote = false, bool dependency = false)
    {
        _type = type;
        _name = name;
        Sources = ImmutableDictionary<string, OutputSource>.Empty;
        if (dependency)
            return;

        if (string.IsNullOrEmpty(type))
            throw new ArgumentException("'type' cannot be null or empty.", nameof(type));
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException("'name' cannot be null or empty.", nameof(name));

        Sources = OutputSource.Initialize(this, remote || options.Urn is not null);

        // The parent that transformations come from: without one of its own, a resource stands below the stack.
        var ancestor = type == Stack.RootType ? null
            : options.Parent ?? (options.Urn is null ? Deployment.Required.Stack : null);
        _transformations = [.. options.ResourceTransformations, .. ancestor?._transformations ?? []];
        (args, options) = Transformed(args, options);
        options = options.Clone();

        var providers = (options as ComponentResourceOptions)?.Providers;
        if (options.Provider is not null && providers is { Count: > 0 })
        {
            throw new ResourceException(
                "Do not supply both 'provider' and 'providers' options to a ComponentResource.", options.Parent);
        }

        if (options.Parent is { } parent)
        {
            lock (parent.Children)
                parent.Children.Add(this);
            options.Protect ??= parent._protect;
            _providers = parent._providers;
        }

        _protect = options.Protect;
        _providers = custom ? ProvidersOfCustom(options) : ProvidersOfComponent(options.Provider, providers);
        Provider = custom ? options.Provider : null;
        foreach (var alias in options.Aliases)
            _ = alias.Apply(former => former.ToUrn(name, type, options.Parent));
        Deployment.Required.Complete(this, args, options);
    }

    [Output(Wire.Urn)]
    public Output<string> Urn { get; private protected set; } = null!;

    internal HashSet<Resource> Children { get; } = [];

    internal ImmutableDictionary<string, OutputSource> Sources { get; }

    internal ProviderResource? Provider { get; }

    public string GetResourceType() => _type;

    public string GetResourceName() => _name;

    /// <summary>The provider that resources of the token's package below this one use.</summary>
    internal ProviderResource? ProviderFor(string token) =>
        PackageOf(token) is { } package ? _providers.GetValueOrDefault(package) : null;

    private static string? PackageOf(string token) => token.Split(':') is { Length: 3 } parts ? parts[0] : null;

    private (ResourceArgs Args, ResourceOptions Options) Transformed(ResourceArgs args, ResourceOptions options)
    {
        foreach (var transformation in _transformations)
        {
            if (transformation(new(this, args, options)) is not { } result)
                continue;
            if (result.Options.Parent != options.Parent)
                throw new ArgumentException("Transformations cannot currently be used to change the 'parent' of a resource.");
            (args, options) = (result.Args, result.Options);
        }

        return (args, options);
    }

    private ImmutableDictionary<string, ProviderResource> ProvidersOfCustom(ResourceOptions options)
    {
        if (options.Provider is null)
        {
            options.Provider = options.Parent?.ProviderFor(_type);
            return _providers;
        }

        return PackageOf(_type) is { } package ? _providers.SetItem(package, options.Provider) : _providers;
    }

    private ImmutableDictionary<string, ProviderResource> ProvidersOfComponent(
        ProviderResource? provider, List<ProviderResource>? providers)
    {
        IEnumerable<ProviderResource> own = provider is null ? providers ?? [] : [provider];
        return _providers.SetItems(own.Select(item => KeyValuePair.Create(item.Package, item)));
    }
}
