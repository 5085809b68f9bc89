using System.Collections.Immutable;
using System.Reflection;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    public static Task<int> RunAsync(Action action) => NoEngine();

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => NoEngine();

    public static Task<int> RunAsync(Func<Task> func) => NoEngine();

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => NoEngine();

    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => NoEngine();

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => NoEngine();

    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() =>
        TestAsync(
            mocks, options, () => (TStack)Activator.CreateInstance(typeof(TStack), BindingFlags.DoNotWrapExceptions, null, null, null)!);

    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        return TestAsync(mocks, options, () => serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException(
                $"Failed to resolve instance of type {typeof(TStack)} from service provider. " +
                $"Register the type with the service provider before calling {nameof(RunAsync)}."));
    }

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        Split(await TestAsync(testMocks, testOptions, () => new TestStack(createResources)).ConfigureAwait(false)).Resources;

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources) =>
        Split(await TestAsync(testMocks, testOptions, () => new TestStack(createResources)).ConfigureAwait(false)).Resources;

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        Split(await TestAsync(testMocks, testOptions, () => new TestStack(createResources)).ConfigureAwait(false));

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources) =>
        Split(await TestAsync(testMocks, testOptions, () => new TestStack(createResources)).ConfigureAwait(false));

    private static Task<int> NoEngine() => Task.FromException<int>(new InvalidOperationException(
        "Program run without the Pulumi engine available; re-run using the `pulumi` CLI. " +
        "This program was built with the stand-ins of the Pulumi packages, which cannot talk to an engine. To deploy, build it with " +
        "the official packages (remove the file `.pulumi-offline`, or build with -p:PulumiPackages=nuget) and run it through the " +
        "Pulumi CLI; to evaluate it without either, use `./infra preview`."));

    private static (ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs) Split(ImmutableArray<Resource> resources)
    {
        var outputs = resources.OfType<TestStack>().LastOrDefault()?.Outputs ?? new Dictionary<string, object?>();
        return (resources.RemoveAll(resource => resource is TestStack), outputs);
    }

    /// <summary>Being async, it leaves the caller's ambient instance alone.</summary>
    private static async Task<ImmutableArray<Resource>> TestAsync(IMocks mocks, TestOptions? options, Func<Stack> makeStack)
    {
        var monitor = new MockMonitor(mocks);
        var deployment = new Deployment(monitor, options ?? new());
        if (s_instance.Value is not null)
            throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");
        s_instance.Value = new(deployment);

        await deployment.Runner.RunAsync(makeStack).ConfigureAwait(false);
        return deployment.Errors.ToException() is { } error ? throw error : monitor.Resources;
    }
}
