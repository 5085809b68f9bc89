namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>The tier of a SKU.</summary>
[EnumType]
public readonly struct SkuTier : IEquatable<SkuTier>
{
    private readonly string _value;

    private SkuTier(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static SkuTier Burstable { get; } = new("Burstable");

    public static SkuTier GeneralPurpose { get; } = new("GeneralPurpose");

    public static SkuTier MemoryOptimized { get; } = new("MemoryOptimized");

    public static explicit operator string(SkuTier value) => value._value;

    public static bool operator ==(SkuTier left, SkuTier right) => left.Equals(right);

    public static bool operator !=(SkuTier left, SkuTier right) => !left.Equals(right);

    public bool Equals(SkuTier other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is SkuTier other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
