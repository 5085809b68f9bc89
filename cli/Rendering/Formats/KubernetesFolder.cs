using Infra.Cli.Evaluation;
using Infra.Cli.Local;

namespace Infra.Cli.Rendering.Formats;

/// <summary>A folder with the Kubernetes objects, their secrets included, and what the database and the workloads need beside them.</summary>
internal static class KubernetesFolder
{
    /// <summary>Name of the file with all objects.</summary>
    public const string FileName = "manifests.yaml";

    /// <summary>Writes the folder; files that are there are replaced. Only their owner can read them.</summary>
    /// <param name="stack">A stack that was evaluated with its passwords.</param>
    /// <param name="folder">Where.</param>
    public static void Write(EvaluatedStack stack, string folder)
    {
        Directory.CreateDirectory(folder);
        Files.Write(Path.Combine(folder, FileName), KubernetesManifests.Of(stack, show: true), null);
        Files.Write(Path.Combine(folder, "database.sql"), stack.Outputs["databaseSql"]!.ToString(), null);
        foreach (var workload in WorkloadEnvironment.Of(stack, workload: null, show: true))
            Files.Write(Path.Combine(folder, $"{workload.Name}.env"), EnvironmentFormats.Dotenv([workload]), null);
    }
}
