using System.Collections.Immutable;

namespace Infra.Pooling.Specification;

/// <summary>An input that cannot be used, with everything that is wrong with it.</summary>
/// <param name="faults">All faults, in the order of the input.</param>
public sealed class SpecificationException(ImmutableArray<Fault> faults) : Exception(Text(faults))
{
    /// <summary>All faults, in the order of the input.</summary>
    public ImmutableArray<Fault> Faults { get; } = faults;

    private static string Text(ImmutableArray<Fault> faults) =>
        $"infra:pooling has {(faults.Length == 1 ? "1 fault" : $"{faults.Length} faults")}:\n"
        + string.Join('\n', faults.Select(fault => $"  {fault}"));
}
