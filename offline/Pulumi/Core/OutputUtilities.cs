using System.Collections.Immutable;

namespace Pulumi.Utilities;

/// <summary>Looks inside outputs; for tests and debugging, since what is read loses its secretness and its resources.</summary>
public static class OutputUtilities
{
    public static Output<T> CreateUnknown<T>(T value) =>
        new(Task.FromResult(new OutputData([], value, IsKnown: false, IsSecret: false)));

    public static Output<T> CreateUnknown<T>(Func<Task<T>> valueFactory) => CreateUnknown<T>(default(T)!).Apply(_ => valueFactory());

    public static Output<T> WithDependency<T>(Output<T> output, Resource resource)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(resource);
        return output.Map(data => data with { Resources = data.Resources.Add(resource) });
    }

    public static Task<bool> GetIsKnownAsync<T>(Output<T> output) => OutputFlow.IsKnownAsync(output.DataTask);

    /// <summary>The value; the default of its type where it is unknown.</summary>
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.GetValueAsync(whenUnknown: default!);

    public static Task<ImmutableHashSet<Resource>> GetDependenciesAsync<T>(Output<T> output) =>
        OutputFlow.ResourcesAsync(output.DataTask);
}
