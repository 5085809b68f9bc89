using System.Collections.Immutable;

namespace Infra.Policies.Rules.Graph;

/// <summary>A value of a resource: one of the records below.</summary>
public abstract record PropertyValue
{
    private protected PropertyValue()
    {
    }

    /// <summary>Whether the value is secret; rules may judge it, messages never show it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Nothing.</summary>
    public static PropertyValue Null { get; } = new NullValue();

    /// <summary>A value that nobody can tell yet, or that is encrypted.</summary>
    public static PropertyValue Unknown { get; } = new UnknownValue();

    /// <summary>True.</summary>
    public static PropertyValue True { get; } = new BooleanValue(true);

    /// <summary>False.</summary>
    public static PropertyValue False { get; } = new BooleanValue(false);

    /// <summary>A text.</summary>
    public static PropertyValue Of(string text) => new TextValue(text);

    /// <summary>A number.</summary>
    public static PropertyValue Of(double number) => new NumberValue(number);

    /// <summary>Text for a debugger: never the value itself, which may be secret.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>Nothing.</summary>
public sealed record NullValue : PropertyValue;

/// <summary>A value that is not known yet, or that is there but encrypted.</summary>
public sealed record UnknownValue : PropertyValue;

/// <summary>A truth value.</summary>
/// <param name="Value">The value.</param>
public sealed record BooleanValue(bool Value) : PropertyValue;

/// <summary>A number.</summary>
/// <param name="Value">The value.</param>
public sealed record NumberValue(double Value) : PropertyValue;

/// <summary>A text.</summary>
/// <param name="Value">The value.</param>
public sealed record TextValue(string Value) : PropertyValue;

/// <summary>A list.</summary>
/// <param name="Items">Its items.</param>
public sealed record ListValue(ImmutableArray<PropertyValue> Items) : PropertyValue;

/// <summary>An object or a map.</summary>
/// <param name="Members">Its members; compared ordinally.</param>
public sealed record ObjectValue(IReadOnlyDictionary<string, PropertyValue> Members) : PropertyValue
{
    /// <summary>An object without members.</summary>
    public static ObjectValue Empty { get; } = new(ImmutableDictionary<string, PropertyValue>.Empty);
}
