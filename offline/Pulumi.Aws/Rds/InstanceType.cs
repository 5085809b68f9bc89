namespace Pulumi.Aws.Rds;

/// <summary>Instance classes that have a name; newer ones are given as strings.</summary>
[EnumType]
public readonly struct InstanceType : IEquatable<InstanceType>
{
    private readonly string _value;

    private InstanceType(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    public static InstanceType T4G_Micro { get; } = new("db.t4g.micro");

    public static InstanceType T4G_Small { get; } = new("db.t4g.small");

    public static InstanceType T4G_Medium { get; } = new("db.t4g.medium");

    public static InstanceType T4G_Large { get; } = new("db.t4g.large");

    public static InstanceType T4G_XLarge { get; } = new("db.t4g.xlarge");

    public static InstanceType T4G_2XLarge { get; } = new("db.t4g.2xlarge");

    public static InstanceType T3_Micro { get; } = new("db.t3.micro");

    public static InstanceType T3_Small { get; } = new("db.t3.small");

    public static InstanceType T3_Medium { get; } = new("db.t3.medium");

    public static InstanceType T3_Large { get; } = new("db.t3.large");

    public static InstanceType T3_XLarge { get; } = new("db.t3.xlarge");

    public static InstanceType T3_2XLarge { get; } = new("db.t3.2xlarge");

    public static InstanceType M6G_Large { get; } = new("db.m6g.large");

    public static InstanceType M6G_XLarge { get; } = new("db.m6g.xlarge");

    public static InstanceType M6G_2XLarge { get; } = new("db.m6g.2xlarge");

    public static InstanceType M6G_4XLarge { get; } = new("db.m6g.4xlarge");

    public static InstanceType M6G_8XLarge { get; } = new("db.m6g.8xlarge");

    public static InstanceType M6G_12XLarge { get; } = new("db.m6g.12xlarge");

    public static InstanceType M6G_16XLarge { get; } = new("db.m6g.16xlarge");

    public static InstanceType R6G_Large { get; } = new("db.r6g.large");

    public static InstanceType R6G_XLarge { get; } = new("db.r6g.xlarge");

    public static InstanceType R6G_2XLarge { get; } = new("db.r6g.2xlarge");

    public static InstanceType R6G_4XLarge { get; } = new("db.r6g.4xlarge");

    public static InstanceType R6G_8XLarge { get; } = new("db.r6g.8xlarge");

    public static InstanceType R6G_12XLarge { get; } = new("db.r6g.12xlarge");

    public static InstanceType R6G_16XLarge { get; } = new("db.r6g.16xlarge");

    public static explicit operator string(InstanceType value) => value._value;

    public static bool operator ==(InstanceType left, InstanceType right) => left.Equals(right);

    public static bool operator !=(InstanceType left, InstanceType right) => !left.Equals(right);

    public bool Equals(InstanceType other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is InstanceType other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    public override string ToString() => _value;
}
