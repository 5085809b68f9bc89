namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>The kind of an Entra principal.</summary>
[EnumType]
public readonly struct PrincipalType : IEquatable<PrincipalType>
{
    private readonly string _value;

    private PrincipalType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static PrincipalType User { get; } = new("user");

    public static PrincipalType ServicePrincipal { get; } = new("servicePrincipal");

    public static PrincipalType Group { get; } = new("group");

    public static explicit operator string(PrincipalType value) => value._value;

    public static bool operator ==(PrincipalType left, PrincipalType right) => left.Equals(right);

    public static bool operator !=(PrincipalType left, PrincipalType right) => !left.Equals(right);

    public bool Equals(PrincipalType other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is PrincipalType other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
