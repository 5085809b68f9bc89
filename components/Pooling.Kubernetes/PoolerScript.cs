using System.Globalization;
using System.Reflection;
using Infra.Pooling.Timeouts;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pooling.Kubernetes;

/// <summary>The program of a pod: it starts PgBouncer, hands signals on and has changed files read again.</summary>
public static class PoolerScript
{
    /// <summary>Its name in the ConfigMap.</summary>
    public const string FileName = "pooler.sh";

    /// <summary>
    /// The file that says how many pods there may be: a file and no variable, because what a running pod can take over must not replace it.
    /// </summary>
    internal const string PodsFile = "pods";

    /// <summary>Where configuration, user list and certificates are mounted, and what file names in pgbouncer.ini are relative to.</summary>
    internal const string Files = "/etc/pgbouncer";

    /// <summary>Where each process has its own configuration and its socket.</summary>
    internal const string Run = "/run/pgbouncer";

    /// <summary>The text; plain POSIX shell.</summary>
    public static string Text { get; } = Read();

    /// <summary>What it is told. Names and meanings stand at its beginning.</summary>
    internal static InputList<EnvVarArgs> Variables(PoolPlan plan, Input<string>? peers)
    {
        var pooler = plan.Specification.Pooler;
        var variables = new List<EnvVarArgs>
        {
            Variable("POOLER_PORT", pooler.Port),
            new() { Name = "POOLER_POD", ValueFrom = new EnvVarSourceArgs { FieldRef = new ObjectFieldSelectorArgs { FieldPath = "metadata.name" } } },
            Variable("POOLER_PROCESSES", pooler.Pods.Processes),
        };
        if (peers is not null)
            variables.Add(new() { Name = "POOLER_PEERS", Value = peers });
        if (!DrainPlan.WaitsForClients(pooler.Version))
            variables.Add(new() { Name = "POOLER_STOP", Value = "INT" });
        return variables;
    }

    private static EnvVarArgs Variable(string name, int value) => new() { Name = name, Value = value.ToString(CultureInfo.InvariantCulture) };

    private static string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(FileName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
