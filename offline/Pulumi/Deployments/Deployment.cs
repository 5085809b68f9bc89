using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Runs programs. Outside tests and previews that needs the official package and the Pulumi CLI.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<DeploymentInstance?> s_instance = new();
    private readonly MockMonitor _monitor;

    private Deployment(MockMonitor monitor, TestOptions options)
    {
        _monitor = monitor;
        Options = options;
        Runner = new(this);
    }

    public static DeploymentInstance Instance => s_instance.Value
        ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal static Deployment? Current => s_instance.Value?.Deployment;

    internal static Deployment Required => Instance.Deployment;

    internal TestOptions Options { get; }

    internal Runner Runner { get; }

    internal ErrorLog Errors { get; } = new();

    internal bool IsDryRun => Options.IsPreview ?? true;

    /// <summary>The stack's configuration by full key, read once from PULUMI_CONFIG.</summary>
    internal ImmutableDictionary<string, string> Configuration { get; } = ReadConfiguration();

    internal Stack Stack
    {
        get => field ?? throw new InvalidOperationException("Trying to acquire Deployment.Stack before 'Run' was called.");
        set;
    }

    private static ImmutableDictionary<string, string> ReadConfiguration()
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
            return ImmutableDictionary<string, string>.Empty;
        using var document = JsonDocument.Parse(json);
        var values = document.RootElement.EnumerateObject()
            .Select(entry => KeyValuePair.Create(ShortKey(entry.Name), entry.Value.ToString()));
        return ImmutableDictionary<string, string>.Empty.SetItems(values);
    }

    /// <summary>Old programs wrote "project:config:key".</summary>
    private static string ShortKey(string key) =>
        key.Split(':', 2) is [{ Length: > 0 } name, var rest] && rest.StartsWith("config:", StringComparison.Ordinal)
            ? $"{name}:{rest["config:".Length..]}"
            : key;
}
