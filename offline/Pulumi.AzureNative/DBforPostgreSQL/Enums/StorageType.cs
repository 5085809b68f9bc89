namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>The kind of storage.</summary>
[EnumType]
public readonly struct StorageType : IEquatable<StorageType>
{
    private readonly string _value;

    private StorageType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static StorageType Premium_LRS { get; } = new("Premium_LRS");

    public static StorageType PremiumV2_LRS { get; } = new("PremiumV2_LRS");

    public static StorageType UltraSSD_LRS { get; } = new("UltraSSD_LRS");

    public static explicit operator string(StorageType value) => value._value;

    public static bool operator ==(StorageType left, StorageType right) => left.Equals(right);

    public static bool operator !=(StorageType left, StorageType right) => !left.Equals(right);

    public bool Equals(StorageType other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is StorageType other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
