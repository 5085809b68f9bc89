namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>Whether roles may log in with a password.</summary>
[EnumType]
public readonly struct PasswordBasedAuth : IEquatable<PasswordBasedAuth>
{
    private readonly string _value;

    private PasswordBasedAuth(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static PasswordBasedAuth Enabled { get; } = new("Enabled");

    public static PasswordBasedAuth Disabled { get; } = new("Disabled");

    public static explicit operator string(PasswordBasedAuth value) => value._value;

    public static bool operator ==(PasswordBasedAuth left, PasswordBasedAuth right) => left.Equals(right);

    public static bool operator !=(PasswordBasedAuth left, PasswordBasedAuth right) => !left.Equals(right);

    public bool Equals(PasswordBasedAuth other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is PasswordBasedAuth other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
