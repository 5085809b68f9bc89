namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>Whether backups are kept in a second region.</summary>
[EnumType]
public readonly struct GeographicallyRedundantBackup : IEquatable<GeographicallyRedundantBackup>
{
    private readonly string _value;

    private GeographicallyRedundantBackup(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static GeographicallyRedundantBackup Enabled { get; } = new("Enabled");

    public static GeographicallyRedundantBackup Disabled { get; } = new("Disabled");

    public static explicit operator string(GeographicallyRedundantBackup value) => value._value;

    public static bool operator ==(GeographicallyRedundantBackup left, GeographicallyRedundantBackup right) => left.Equals(right);

    public static bool operator !=(GeographicallyRedundantBackup left, GeographicallyRedundantBackup right) => !left.Equals(right);

    public bool Equals(GeographicallyRedundantBackup other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is GeographicallyRedundantBackup other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
