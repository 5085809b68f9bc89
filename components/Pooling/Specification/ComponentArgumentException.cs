using System.Collections.Immutable;
using Infra.Pooling.Specification.Reading;

namespace Infra.Pooling.Specification;

/// <summary>A component that was used wrongly from code, with everything that is wrong; nothing has been registered.</summary>
public sealed class ComponentArgumentException : ArgumentException
{
    /// <summary>Says what is wrong.</summary>
    /// <param name="component">The component's class.</param>
    /// <param name="name">Its name in the program; null where it has none.</param>
    /// <param name="faults">Everything that is wrong, one fault or more; paths begin at the arguments.</param>
    public ComponentArgumentException(string component, string? name, ImmutableArray<Fault> faults)
        : base(Text(string.IsNullOrEmpty(name) ? component : $"{component} {name}", faults)) => Faults = faults;

    /// <summary>Everything that is wrong.</summary>
    public ImmutableArray<Fault> Faults { get; }

    /// <summary>The first argument that is wrong.</summary>
    public override string? ParamName => Faults[0].Path;

    /// <summary>Ends a constructor if anything is wrong with what it got.</summary>
    /// <param name="component">The component's class.</param>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="faults">What is wrong with them.</param>
    /// <param name="specification">
    /// The specification behind them, asked for when they are without fault. One that was built in code has not been read, and reading it
    /// finds everything that cannot work; null where there is none to read.
    /// </param>
    /// <exception cref="ComponentArgumentException">Something is wrong.</exception>
    public static void ThrowIfAny<T>(
        string component, string? name, T? args, Func<T, IEnumerable<Fault>> faults, Func<T, PoolingSpecification?> specification)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentNullException.ThrowIfNull(specification);
        var nameless = string.IsNullOrEmpty(name)
            ? [new Fault(
                "name", name is null ? "is null" : "is empty", null, "a name that no other resource of its type has in the program", "give it one")]
            : ImmutableArray<Fault>.Empty;
        var type = typeof(T).Name;
        var all = nameless.AddRange(args is null
            ? [new Fault("args", "is null", null, $"a {type}", $"make one with new {type} {{ … }}")]
            : faults(args));
        if (!all.IsEmpty)
            throw new ComponentArgumentException(component, name, all);
        try
        {
            if (specification(args!) is { } given)
                _ = PoolingSpecification.Read(given.ToJson());
        }
        catch (SpecificationException exception)
        {
            throw new ComponentArgumentException(component, name, exception.Faults);
        }
    }

    /// <summary>A fault for an argument that is null or an empty text, and must not be.</summary>
    /// <param name="path">The argument.</param>
    /// <param name="value">Its value.</param>
    /// <param name="allowed">What would be right.</param>
    /// <param name="fix">What to do.</param>
    public static IEnumerable<Fault> Missing(string path, object? value, string allowed, string fix) => value switch
    {
        null => [new(path, "is null", null, allowed, fix)],
        "" => [new(path, "is empty", null, allowed, fix)],
        _ => [],
    };

    /// <summary>The same for a list that is null, or for each of its entries that is.</summary>
    /// <param name="path">The argument.</param>
    /// <param name="list">Its value.</param>
    /// <param name="allowed">What would be right.</param>
    /// <param name="fix">What to do.</param>
    public static IEnumerable<Fault> MissingIn<T>(string path, ImmutableArray<T> list, string allowed, string fix) => list.IsDefault
        ? Missing(path, null, allowed, fix)
        : list.Index().SelectMany(entry => Missing(JsonPath.Index(path, entry.Index), entry.Item, allowed, fix));

    private static string Text(string subject, ImmutableArray<Fault> faults) =>
        $"{subject} cannot be made:\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}";
}
