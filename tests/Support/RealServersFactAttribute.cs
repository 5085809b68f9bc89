using Infra.Cli.Local;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Infra.Support;

/// <summary>A test with real servers: skipped where the machine cannot run them, but not where CI is true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class RealServersFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(Find);

    // VSTest and xUnit each keep a worker of the pool waiting while tests run. On two processors the pool starts no more than two by
    // itself, and all clients stood still for half a second and longer until it added one.
    private const int KeptByTheHost = 4;

    private bool asRoot;

    static RealServersFactAttribute()
    {
        ThreadPool.GetMinThreads(out _, out int completionPorts);
        ThreadPool.SetMinThreads(Environment.ProcessorCount + KeptByTheHost, completionPorts);
    }

    /// <summary>Looks for the servers once.</summary>
    public RealServersFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true")
            Skip = Missing.Value;
    }

    /// <summary>Whether the test is about what only root can do.</summary>
    public bool AsRoot
    {
        get => asRoot;
        set
        {
            asRoot = value;
            if (value && !Environment.IsPrivilegedProcess)
                Skip = "needs root";
        }
    }

    private static string? Find()
    {
        using TestTarget probe = new();
        try
        {
            using LocalTarget target = probe.Hold();
            target.PrepareAsync(new Silence(), CancellationToken.None).GetAwaiter().GetResult();
            return null;
        }
        catch (MachineException missing)
        {
            return missing.Message;
        }
    }

    private sealed class Silence : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
