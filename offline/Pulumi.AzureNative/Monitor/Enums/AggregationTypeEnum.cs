namespace Pulumi.AzureNative.Monitor;

/// <summary>How a metric is aggregated.</summary>
[EnumType]
public readonly struct AggregationTypeEnum : IEquatable<AggregationTypeEnum>
{
    private readonly string _value;

    private AggregationTypeEnum(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static AggregationTypeEnum Average { get; } = new("Average");

    public static AggregationTypeEnum Count { get; } = new("Count");

    public static AggregationTypeEnum Minimum { get; } = new("Minimum");

    public static AggregationTypeEnum Maximum { get; } = new("Maximum");

    public static AggregationTypeEnum Total { get; } = new("Total");

    public static explicit operator string(AggregationTypeEnum value) => value._value;

    public static bool operator ==(AggregationTypeEnum left, AggregationTypeEnum right) => left.Equals(right);

    public static bool operator !=(AggregationTypeEnum left, AggregationTypeEnum right) => !left.Equals(right);

    public bool Equals(AggregationTypeEnum other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is AggregationTypeEnum other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
