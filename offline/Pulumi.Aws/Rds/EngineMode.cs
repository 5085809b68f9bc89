namespace Pulumi.Aws.Rds;

/// <summary>Modes of a cluster.</summary>
[EnumType]
public readonly struct EngineMode : IEquatable<EngineMode>
{
    private readonly string _value;

    private EngineMode(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static EngineMode Provisioned { get; } = new("provisioned");

    public static EngineMode Serverless { get; } = new("serverless");

    public static EngineMode ParallelQuery { get; } = new("parallelquery");

    public static EngineMode Global { get; } = new("global");

    public static explicit operator string(EngineMode value) => value._value;

    public static bool operator ==(EngineMode left, EngineMode right) => left.Equals(right);

    public static bool operator !=(EngineMode left, EngineMode right) => !left.Equals(right);

    public bool Equals(EngineMode other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is EngineMode other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
