namespace Pulumi;

internal interface IOutput
{
    Task<OutputData> DataTask { get; }
}

/// <summary>A value that may arrive later, may stay unknown, and remembers its secretness and the resources it came from.</summary>
public sealed class Output<T> : IOutput
{
    internal Output(Task<OutputData> dataTask)
    {
        DataTask = dataTask;
        if (Deployment.Current is { } deployment)
            deployment.Runner.Watch(dataTask);
    }

    internal Task<OutputData> DataTask { get; }

    Task<OutputData> IOutput.DataTask => DataTask;

    public static Output<T> Create(Task<T> value) => Create(value, isSecret: false);

    public Output<ValueTuple> Apply(Func<T, Task> func) => Apply(value => Output.Create(RunAsync(func, value)));

    public Output<TResult> Apply<TResult>(Func<T, TResult> func) =>
        Flow<TResult>(value => Task.FromResult(OutputData.Known(func(OutputData.As<T>(value)))));

    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func) =>
        Flow<TResult>(value => Output.Create(func(OutputData.As<T>(value))).DataTask);

    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func) =>
        Flow<TResult>(value => func(OutputData.As<T>(value)).ToOutput().DataTask);

    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func) =>
        Flow<TResult>(value => func(OutputData.As<T>(value))?.DataTask);

    /// <summary>Explains that an output is no text yet; it also warns, hence needs a deployment.</summary>
    public override string ToString()
    {
        var message = string.Join(
            Environment.NewLine,
            "Calling [ToString] on an [Output<T>] is not supported.",
            "",
            "To get the value of an Output<T> as an Output<string> consider:",
            "1. o.Apply(v => $\"prefix{v}suffix\")",
            "2. Output.Format($\"prefix{hostname}suffix\");",
            "",
            "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.");
        if (Environment.GetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING") is "1" or "true" or "TRUE" or "True")
            throw new InvalidOperationException(message);
        Log.Warn(message);
        return message + Environment.NewLine + "This function may throw in a future version of Pulumi.";
    }

    internal static Output<T> Create(Task<T> value, bool isSecret)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(DataAsync());

        async Task<OutputData> DataAsync() => OutputData.Known(await value.ConfigureAwait(false), isSecret);
    }

    internal Output<T> Map(Func<OutputData, OutputData> change) => new(OutputFlow.MapAsync(DataTask, change));

    internal async Task<T> GetValueAsync(T whenUnknown)
    {
        var data = await DataTask.ConfigureAwait(false);
        return data.IsKnown ? data.As<T>() : whenUnknown;
    }

    private static async Task<ValueTuple> RunAsync(Func<T, Task> func, T value)
    {
        await func(value).ConfigureAwait(false);
        return default;
    }

    private Output<TResult> Flow<TResult>(Func<object?, Task<OutputData>?> func) => new(OutputFlow.ApplyAsync(DataTask, func));
}
