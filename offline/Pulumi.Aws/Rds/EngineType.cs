namespace Pulumi.Aws.Rds;

/// <summary>Database engines.</summary>
[EnumType]
public readonly struct EngineType : IEquatable<EngineType>
{
    private readonly string _value;

    private EngineType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static EngineType Aurora { get; } = new("aurora");

    public static EngineType AuroraMysql { get; } = new("aurora-mysql");

    public static EngineType AuroraPostgresql { get; } = new("aurora-postgresql");

    public static EngineType Mysql { get; } = new("mysql");

    public static EngineType Postgres { get; } = new("postgres");

    public static explicit operator string(EngineType value) => value._value;

    public static bool operator ==(EngineType left, EngineType right) => left.Equals(right);

    public static bool operator !=(EngineType left, EngineType right) => !left.Equals(right);

    public bool Equals(EngineType other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is EngineType other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
