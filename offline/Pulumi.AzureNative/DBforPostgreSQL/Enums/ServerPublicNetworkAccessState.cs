namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>Whether the server has a public address.</summary>
[EnumType]
public readonly struct ServerPublicNetworkAccessState : IEquatable<ServerPublicNetworkAccessState>
{
    private readonly string _value;

    private ServerPublicNetworkAccessState(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static ServerPublicNetworkAccessState Enabled { get; } = new("Enabled");

    public static ServerPublicNetworkAccessState Disabled { get; } = new("Disabled");

    public static explicit operator string(ServerPublicNetworkAccessState value) => value._value;

    public static bool operator ==(ServerPublicNetworkAccessState left, ServerPublicNetworkAccessState right) => left.Equals(right);

    public static bool operator !=(ServerPublicNetworkAccessState left, ServerPublicNetworkAccessState right) => !left.Equals(right);

    public bool Equals(ServerPublicNetworkAccessState other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is ServerPublicNetworkAccessState other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
