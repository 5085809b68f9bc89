namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>Whether a promotion waits for the data.</summary>
[EnumType]
public readonly struct ReadReplicaPromoteOption : IEquatable<ReadReplicaPromoteOption>
{
    private readonly string _value;

    private ReadReplicaPromoteOption(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static ReadReplicaPromoteOption Planned { get; } = new("Planned");

    public static ReadReplicaPromoteOption Forced { get; } = new("Forced");

    public static explicit operator string(ReadReplicaPromoteOption value) => value._value;

    public static bool operator ==(ReadReplicaPromoteOption left, ReadReplicaPromoteOption right) => left.Equals(right);

    public static bool operator !=(ReadReplicaPromoteOption left, ReadReplicaPromoteOption right) => !left.Equals(right);

    public bool Equals(ReadReplicaPromoteOption other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is ReadReplicaPromoteOption other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
