namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>What a promotion makes of a replica.</summary>
[EnumType]
public readonly struct ReadReplicaPromoteMode : IEquatable<ReadReplicaPromoteMode>
{
    private readonly string _value;

    private ReadReplicaPromoteMode(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static ReadReplicaPromoteMode Standalone { get; } = new("Standalone");

    public static ReadReplicaPromoteMode Switchover { get; } = new("Switchover");

    public static explicit operator string(ReadReplicaPromoteMode value) => value._value;

    public static bool operator ==(ReadReplicaPromoteMode left, ReadReplicaPromoteMode right) => left.Equals(right);

    public static bool operator !=(ReadReplicaPromoteMode left, ReadReplicaPromoteMode right) => !left.Equals(right);

    public bool Equals(ReadReplicaPromoteMode other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is ReadReplicaPromoteMode other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
