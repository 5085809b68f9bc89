namespace Infra.Pooling.Profiles;

/// <summary>The value of an environment variable.</summary>
/// <param name="Value">As the program reads it.</param>
/// <param name="IsSecret">Whether it is or holds a password.</param>
public sealed record EnvironmentValue(string Value, bool IsSecret)
{
    /// <summary>The value, or <c>[secret]</c>.</summary>
    public override string ToString() => IsSecret ? "[secret]" : Value;
}
