namespace Pulumi.Aws.Rds;

/// <summary>Kinds of storage.</summary>
[EnumType]
public readonly struct StorageType : IEquatable<StorageType>
{
    private readonly string _value;

    private StorageType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static StorageType Standard { get; } = new("standard");

    public static StorageType GP2 { get; } = new("gp2");

    public static StorageType GP3 { get; } = new("gp3");

    public static StorageType IO1 { get; } = new("io1");

    public static explicit operator string(StorageType value) => value._value;

    public static bool operator ==(StorageType left, StorageType right) => left.Equals(right);

    public static bool operator !=(StorageType left, StorageType right) => !left.Equals(right);

    public bool Equals(StorageType other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is StorageType other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
