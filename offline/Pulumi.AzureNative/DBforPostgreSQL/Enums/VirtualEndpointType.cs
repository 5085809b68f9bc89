namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>The kind of a virtual endpoint.</summary>
[EnumType]
public readonly struct VirtualEndpointType : IEquatable<VirtualEndpointType>
{
    private readonly string _value;

    private VirtualEndpointType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static VirtualEndpointType ReadWrite { get; } = new("ReadWrite");

    public static explicit operator string(VirtualEndpointType value) => value._value;

    public static bool operator ==(VirtualEndpointType left, VirtualEndpointType right) => left.Equals(right);

    public static bool operator !=(VirtualEndpointType left, VirtualEndpointType right) => !left.Equals(right);

    public bool Equals(VirtualEndpointType other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is VirtualEndpointType other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
