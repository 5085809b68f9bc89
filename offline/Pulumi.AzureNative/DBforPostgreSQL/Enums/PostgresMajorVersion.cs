namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>Major version of PostgreSQL.</summary>
[EnumType]
public readonly struct PostgresMajorVersion : IEquatable<PostgresMajorVersion>
{
    private readonly string _value;

    private PostgresMajorVersion(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static PostgresMajorVersion PostgresMajorVersion_18 { get; } = new("18");

    public static PostgresMajorVersion PostgresMajorVersion_17 { get; } = new("17");

    public static PostgresMajorVersion PostgresMajorVersion_16 { get; } = new("16");

    public static PostgresMajorVersion PostgresMajorVersion_15 { get; } = new("15");

    public static PostgresMajorVersion PostgresMajorVersion_14 { get; } = new("14");

    public static PostgresMajorVersion PostgresMajorVersion_13 { get; } = new("13");

    public static PostgresMajorVersion PostgresMajorVersion_12 { get; } = new("12");

    public static PostgresMajorVersion PostgresMajorVersion_11 { get; } = new("11");

    public static explicit operator string(PostgresMajorVersion value) => value._value;

    public static bool operator ==(PostgresMajorVersion left, PostgresMajorVersion right) => left.Equals(right);

    public static bool operator !=(PostgresMajorVersion left, PostgresMajorVersion right) => !left.Equals(right);

    public bool Equals(PostgresMajorVersion other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is PostgresMajorVersion other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
