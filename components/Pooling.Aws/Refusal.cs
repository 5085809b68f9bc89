using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Aws;

/// <summary>Ends a constructor before it has registered anything.</summary>
internal static class Refusal
{
    /// <summary>Gives the type token back when nothing is wrong, so that it can be asked inside the call of a base constructor.</summary>
    /// <exception cref="SpecificationException">Something is wrong; with every fault.</exception>
    public static string Unless(string token, IEnumerable<Fault> faults) =>
        faults.ToImmutableArray() is { IsEmpty: false } all ? throw new SpecificationException(all) : token;
}
