using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Claims;
using Infra.Pooling.Connections;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Provider;

/// <summary>What the workloads of a plan are given to connect with, and what the policies are told of them.</summary>
/// <param name="plan">The plan.</param>
/// <param name="readWriteHost">Host of the pooler for the primary.</param>
/// <param name="readOnlyHost">Host of the pooler for the replicas.</param>
/// <param name="directHost">Host of the primary itself.</param>
/// <param name="credentials">Password of each role; null where nobody logs in by password.</param>
internal sealed class Workloads(
    PoolPlan plan, Output<string> readWriteHost, Output<string> readOnlyHost, Output<string> directHost, InputMap<string>? credentials)
{
    /// <summary>By workload, the connection string that its own driver takes; secret.</summary>
    public Output<Dictionary<string, string>> Connections => Of((planner, workload, passwords) =>
    {
        var user = plan.UserOf(workload);
        var password = plan.UsesPassword(workload.Route) ? PasswordOf(passwords, user) : null;
        return ConnectionStrings.For(planner.Of(workload.Route, user, password, workload), workload.Driver).Text;
    });

    /// <summary>By workload, the variables of its environment; secret.</summary>
    public Output<Dictionary<string, Dictionary<string, string>>> Variables => Of((planner, workload, passwords) => planner
        .Variables(workload, role => PasswordOf(passwords, role)).ToDictionary(variable => variable.Key, variable => variable.Value.Value));

    /// <summary>Tells the policies what each workload asks for, wherever it is deployed.</summary>
    /// <param name="name">Beginning of the names: that of the component, so that a component that is renamed keeps its claims.</param>
    /// <param name="parent">The component.</param>
    public void Claim(string name, Resource parent)
    {
        foreach (var workload in plan.Specification.Workloads)
            _ = new ConnectionClaim($"{name}-{workload.Name}", ConnectionClaimArgs.Of(workload, plan), new() { Parent = parent });
    }

    private Output<Dictionary<string, T>> Of<T>(Func<ConnectionPlanner, WorkloadOptions, ImmutableDictionary<string, string>, T> make)
    {
        var passwords = credentials?.ToOutput() ?? Output.Create(ImmutableDictionary<string, string>.Empty);
        return Output.CreateSecret(Output.Tuple(readWriteHost, readOnlyHost, directHost, passwords).Apply(known =>
        {
            var planner = new ConnectionPlanner(plan, known.Item1, known.Item2, known.Item3);
            return plan.Specification.Workloads.ToDictionary(workload => workload.Name, workload => make(planner, workload, known.Item4));
        }));
    }

    private static string PasswordOf(ImmutableDictionary<string, string> passwords, string role) => passwords.TryGetValue(role, out var password)
        ? password
        : throw new SpecificationException([new(
            $"credentials.{role}", "is missing", null, "a password for each role of the plan", $"give {role} a password")]);
}
