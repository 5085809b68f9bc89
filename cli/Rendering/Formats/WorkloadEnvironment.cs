using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Evaluation;
using Infra.Pooling.Profiles;

namespace Infra.Cli.Rendering.Formats;

/// <summary>One variable; the value of a secret is its marker unless secrets are shown.</summary>
internal sealed record Variable(string Name, string Value, bool IsSecret);

/// <summary>The variables of one workload, sorted by name.</summary>
internal sealed record WorkloadEnvironment(string Name, Profile? Profile, ImmutableArray<Variable> Variables)
{
    /// <summary>Name of the Kubernetes secret that holds them.</summary>
    public string SecretName => $"{Name}-database";

    /// <summary>Those of a stack, in the order of its workloads.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="workload">The only one that is wanted; null for all.</param>
    /// <param name="show">Whether secrets are shown.</param>
    /// <exception cref="UsageException">There is no such workload, or its host is not known yet.</exception>
    public static ImmutableArray<WorkloadEnvironment> Of(EvaluatedStack stack, string? workload, bool show)
    {
        var workloads = stack.Plan.Specification.Workloads;
        if (workload is not null && workloads.All(one => one.Name != workload))
        {
            throw new UsageException(
                $"there is no workload `{workload}` in {stack.Name}; allowed: {string.Join(", ", workloads.Select(one => one.Name))}", "name one of them");
        }

        return [.. workloads.Where(one => workload is null || one.Name == workload)
            .Select(one => new WorkloadEnvironment(one.Name, ProfileCatalogue.Find(one.Profile), VariablesOf(stack, one.Name, show)))];
    }

    private static ImmutableArray<Variable> VariablesOf(EvaluatedStack stack, string workload, bool show)
    {
        JsonObject Of(JsonObject outputs) => outputs["workloads"]![workload]!["env"]!.AsObject();
        var (clear, masked) = (Of(stack.Outputs), Of(stack.Masked));
        return [.. masked.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable =>
        {
            var (hidden, value) = (variable.Value!.ToString(), clear[variable.Key]!.ToString());
            if (value == Markers.Unknown)
            {
                throw new UsageException(
                    $"{variable.Key} of {workload} is known after `pulumi up` only",
                    "deploy the stack first, then write its outputs to a file with `pulumi stack output --json --show-secrets` and name the file with --from");
            }

            var isSecret = hidden == Markers.Secret;
            return new Variable(variable.Key, isSecret && !show ? hidden : value, isSecret);
        })];
    }
}
