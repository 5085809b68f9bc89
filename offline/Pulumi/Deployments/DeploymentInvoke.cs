using Pulumi.Serialization;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Calls a provider's function, unless an argument or something it depends on is still unknown.</summary>
    internal async Task<OutputData> InvokeAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var properties = await (args ?? InvokeArgs.Empty).ToDictionaryAsync().ConfigureAwait(false);
        var (wire, dependencies) = await SerializeAsync($"invoke:{token}", properties).ConfigureAwait(false);
        if (options is InvokeOutputOptions { DependsOn: { } dependsOn })
            dependencies.UnionWith(await dependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false));
        if (Wire.HasUnknown(wire) || !await AreKnownAsync(dependencies).ConfigureAwait(false))
            return OutputData.Unknown([], isSecret: false);

        var provider = options?.Provider ?? options?.Parent?.ProviderFor(token);
        var reference = provider is null ? "" : await provider.ReferenceAsync().ConfigureAwait(false);
        var result = await _monitor.CallAsync(token, reference, wire).ConfigureAwait(false);
        var data = new Converter(warning => Log.Warn(warning)).Convert($"{token} result", result, typeof(T));
        return new(data.Resources.Union(dependencies), data.Value, data.IsKnown, data.IsSecret);
    }

    private static async Task<bool> AreKnownAsync(IEnumerable<Resource> resources)
    {
        var reached = new HashSet<Resource>();
        foreach (var resource in resources)
            Reach(resource, reached);
        foreach (var custom in reached.OfType<CustomResource>().Where(custom => custom.Id is not null))
        {
            if (!(await custom.Id.DataTask.ConfigureAwait(false)).IsKnown)
                return false;
        }

        return true;
    }
}
