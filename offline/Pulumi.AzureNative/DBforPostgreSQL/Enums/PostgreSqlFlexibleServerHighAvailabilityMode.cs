namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>Where the standby is.</summary>
[EnumType]
public readonly struct PostgreSqlFlexibleServerHighAvailabilityMode : IEquatable<PostgreSqlFlexibleServerHighAvailabilityMode>
{
    private readonly string _value;

    private PostgreSqlFlexibleServerHighAvailabilityMode(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static PostgreSqlFlexibleServerHighAvailabilityMode Disabled { get; } = new("Disabled");

    public static PostgreSqlFlexibleServerHighAvailabilityMode ZoneRedundant { get; } = new("ZoneRedundant");

    public static PostgreSqlFlexibleServerHighAvailabilityMode SameZone { get; } = new("SameZone");

    public static explicit operator string(PostgreSqlFlexibleServerHighAvailabilityMode value) => value._value;

    public static bool operator ==(PostgreSqlFlexibleServerHighAvailabilityMode left, PostgreSqlFlexibleServerHighAvailabilityMode right) => left.Equals(right);

    public static bool operator !=(PostgreSqlFlexibleServerHighAvailabilityMode left, PostgreSqlFlexibleServerHighAvailabilityMode right) => !left.Equals(right);

    public bool Equals(PostgreSqlFlexibleServerHighAvailabilityMode other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is PostgreSqlFlexibleServerHighAvailabilityMode other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
