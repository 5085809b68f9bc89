namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>What a server is to the others.</summary>
[EnumType]
public readonly struct ReplicationRole : IEquatable<ReplicationRole>
{
    private readonly string _value;

    private ReplicationRole(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static ReplicationRole None { get; } = new("None");

    public static ReplicationRole Primary { get; } = new("Primary");

    public static ReplicationRole AsyncReplica { get; } = new("AsyncReplica");

    public static ReplicationRole GeoAsyncReplica { get; } = new("GeoAsyncReplica");

    public static explicit operator string(ReplicationRole value) => value._value;

    public static bool operator ==(ReplicationRole left, ReplicationRole right) => left.Equals(right);

    public static bool operator !=(ReplicationRole left, ReplicationRole right) => !left.Equals(right);

    public bool Equals(ReplicationRole other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is ReplicationRole other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
