using Infra.Cli.Local;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Infra.Support;

/// <summary>A test with real servers: skipped where the machine cannot run them, but not where CI is true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class RealServersFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(Find);
    private bool asRoot;

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
