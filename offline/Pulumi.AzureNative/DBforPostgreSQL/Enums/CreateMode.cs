namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>How a server comes to be.</summary>
[EnumType]
public readonly struct CreateMode : IEquatable<CreateMode>
{
    private readonly string _value;

    private CreateMode(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static CreateMode Default { get; } = new("Default");

    public static CreateMode Create { get; } = new("Create");

    public static CreateMode Update { get; } = new("Update");

    public static CreateMode PointInTimeRestore { get; } = new("PointInTimeRestore");

    public static CreateMode GeoRestore { get; } = new("GeoRestore");

    public static CreateMode Replica { get; } = new("Replica");

    public static CreateMode ReviveDropped { get; } = new("ReviveDropped");

    public static explicit operator string(CreateMode value) => value._value;

    public static bool operator ==(CreateMode left, CreateMode right) => left.Equals(right);

    public static bool operator !=(CreateMode left, CreateMode right) => !left.Equals(right);

    public bool Equals(CreateMode other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is CreateMode other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
