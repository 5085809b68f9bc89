using System.Reflection;

namespace Pulumi;

/// <summary>Runs a stack until nothing it started is under way, or something failed.</summary>
internal sealed class Runner(Deployment deployment)
{
    /// <summary>Tells the language host that the user has been told already.</summary>
    private const int FailedExitCode = 32;

    private readonly Lock _lock = new();
    private readonly HashSet<Exception> _failures = [];
    private TaskCompletionSource? _idle;
    private int _underWay;

    /// <summary>Resources and outputs are made synchronously but complete later; the run lasts until they have.</summary>
    public void Watch(Task task)
    {
        if (task.IsCompletedSuccessfully)
            return;
        lock (_lock)
            _underWay++;
        _ = task.ContinueWith(Done, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public async Task RunAsync(Func<Stack> makeStack)
    {
        try
        {
            makeStack().RegisterPropertyOutputs();
        }
        catch (Exception e)
        {
            Report(e);
            return;
        }

        await IdleOrFailedAsync().ConfigureAwait(false);
        Exception[] failures;
        lock (_lock)
            failures = [.. _failures];
        foreach (var failure in failures)
            Report(failure);
    }

    private Task IdleOrFailedAsync()
    {
        lock (_lock)
        {
            if (_failures.Count > 0 || _underWay == 0)
                return Task.CompletedTask;
            _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    private void Done(Task task)
    {
        lock (_lock)
        {
            _underWay--;
            if (task.Exception is { } exception)
                _failures.UnionWith(exception.InnerExceptions);
            if (_failures.Count > 0 || _underWay == 0)
                _idle?.TrySetResult();
        }
    }

    private void Report(Exception exception)
    {
        deployment.Errors.Add(exception switch
        {
            RunException => exception.Message,
            ResourceException { HideStack: true } => exception.Message,
            ResourceException => exception.ToString(),
            _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}",
        });
        // A program may not pass on the exit code that its run returned.
        Environment.ExitCode = FailedExitCode;
    }
}
