using System.Collections.Immutable;
using System.Text.Json;
using Infra.Pooling;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Provider;

/// <summary>
/// Reads a specification from the text that a program in another language gives. A text, because the inference of a provider's schema
/// has no shape for values that may be of several kinds, such as a number of replicas or a range of them.
/// </summary>
internal static class PlanText
{
    /// <summary>Name of the package that the components are in.</summary>
    public const string Package = "pooling";

    /// <summary>
    /// The plan of a component's arguments; asked for before the component is registered, so that what is wrong leaves nothing behind.
    /// </summary>
    /// <param name="component">The component's class.</param>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="target">The target that it serves.</param>
    /// <param name="specification">The specification among the arguments.</param>
    /// <param name="missing">What is missing of the other arguments.</param>
    /// <param name="together">What does not go together with the plan.</param>
    /// <exception cref="ComponentArgumentException">Something is wrong; with every fault.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan.</exception>
    public static PoolPlan Of<T>(
        string component, string name, T? args, Target target,
        Func<T, string?> specification, Func<T, IEnumerable<Fault>> missing, Func<T, PoolPlan, IEnumerable<Fault>> together)
        where T : class
    {
        PoolPlan? plan = null;
        ComponentArgumentException.ThrowIfAny(
            component, name, args,
            given =>
            [
                .. ComponentArgumentException.Missing(
                    "specification", specification(given), "a specification as JSON", "turn an object of your language into JSON"),
                .. missing(given),
            ],
            given =>
            {
                plan = Read(specification(given)!, target);
                var faults = together(given, plan).ToImmutableArray();
                return faults.IsEmpty ? null : throw new SpecificationException(faults);
            });
        var mandatory = plan!.Findings.Where(finding => finding.Level == FindingLevel.Mandatory).Select(finding => finding.Message);
        return plan.IsRefused ? throw new RunException(string.Join('\n', mandatory)) : plan;
    }

    private static PoolPlan Read(string specification, Target target)
    {
        var read = PoolingSpecification.Read(Parse(specification));
        return read.Target == target
            ? PoolPlan.Create(read, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime))
            : throw new SpecificationException([new(
                "target", "is not that of this component", Spelling.Of(read.Target), Spelling.Of(target),
                $"write `target: {Spelling.Of(target)}`, or use another component")]);
    }

    private static JsonElement Parse(string specification)
    {
        try
        {
            using var document = JsonDocument.Parse(specification);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The text itself is not shown: nobody knows what is in it.
            throw new SpecificationException([new(
                "specification", "is not JSON", null, "the object that stands under `infra:pooling` in a stack's file, as JSON",
                "write it as an object of your language and turn that into JSON")]);
        }
    }
}
