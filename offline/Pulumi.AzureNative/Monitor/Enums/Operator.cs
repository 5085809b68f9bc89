namespace Pulumi.AzureNative.Monitor;

/// <summary>How a metric is compared.</summary>
[EnumType]
public readonly struct Operator : IEquatable<Operator>
{
    private readonly string _value;

    private Operator(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static Operator GreaterThan { get; } = new("GreaterThan");

    public static Operator GreaterThanOrEqual { get; } = new("GreaterThanOrEqual");

    public static Operator LessThan { get; } = new("LessThan");

    public static Operator LessThanOrEqual { get; } = new("LessThanOrEqual");

    public static explicit operator string(Operator value) => value._value;

    public static bool operator ==(Operator left, Operator right) => left.Equals(right);

    public static bool operator !=(Operator left, Operator right) => !left.Equals(right);

    public bool Equals(Operator other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Operator other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
