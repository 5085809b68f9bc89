namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>Whether the storage grows by itself.</summary>
[EnumType]
public readonly struct StorageAutoGrow : IEquatable<StorageAutoGrow>
{
    private readonly string _value;

    private StorageAutoGrow(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static StorageAutoGrow Enabled { get; } = new("Enabled");

    public static StorageAutoGrow Disabled { get; } = new("Disabled");

    public static explicit operator string(StorageAutoGrow value) => value._value;

    public static bool operator ==(StorageAutoGrow left, StorageAutoGrow right) => left.Equals(right);

    public static bool operator !=(StorageAutoGrow left, StorageAutoGrow right) => !left.Equals(right);

    public bool Equals(StorageAutoGrow other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is StorageAutoGrow other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
