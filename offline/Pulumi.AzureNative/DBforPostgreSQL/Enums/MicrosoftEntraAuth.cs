namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>Whether Entra principals may log in.</summary>
[EnumType]
public readonly struct MicrosoftEntraAuth : IEquatable<MicrosoftEntraAuth>
{
    private readonly string _value;

    private MicrosoftEntraAuth(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static MicrosoftEntraAuth Enabled { get; } = new("Enabled");

    public static MicrosoftEntraAuth Disabled { get; } = new("Disabled");

    public static explicit operator string(MicrosoftEntraAuth value) => value._value;

    public static bool operator ==(MicrosoftEntraAuth left, MicrosoftEntraAuth right) => left.Equals(right);

    public static bool operator !=(MicrosoftEntraAuth left, MicrosoftEntraAuth right) => !left.Equals(right);

    public bool Equals(MicrosoftEntraAuth other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is MicrosoftEntraAuth other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
