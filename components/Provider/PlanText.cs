using System.Text.Json;
using Infra.Pooling;
using Infra.Pooling.Specification;

namespace Infra.Provider;

/// <summary>
/// Reads a specification from the text that a program in another language gives. A text, because the inference of a provider's schema
/// has no shape for values that may be of several kinds, such as a number of replicas or a range of them.
/// </summary>
internal static class PlanText
{
    /// <summary>Name of the package that the components are in.</summary>
    public const string Package = "pooling";

    /// <summary>The plan of a specification for one target.</summary>
    /// <exception cref="SpecificationException">The text is no specification for the target, or its parts do not go together; with every fault.</exception>
    public static PoolPlan Read(string component, string? specification, Target target)
    {
        var read = PoolingSpecification.Read(Parse(component, specification));
        if (read.Target != target)
        {
            throw new SpecificationException([new(
                "target", $"is not that of {component}", Spelling.Of(read.Target), Spelling.Of(target), $"write `target: {Spelling.Of(target)}`, or use another component")]);
        }

        return PoolPlan.Create(read, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
    }

    private static JsonElement Parse(string component, string? specification)
    {
        try
        {
            using var document = JsonDocument.Parse(specification ?? "");
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // The text itself is not shown: nobody knows what is in it.
            throw new SpecificationException([new(
                "", $"`specification` of {component} is not JSON", null, "the object that stands under `infra:pooling` in a stack's file, as JSON",
                "write it as an object of your language and turn that into JSON")]);
        }
    }
}
