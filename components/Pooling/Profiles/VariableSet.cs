using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Pooling.Profiles;

/// <summary>Gathers environment variables; what is unknown is left out.</summary>
internal sealed class VariableSet
{
    private readonly ImmutableSortedDictionary<string, EnvironmentValue>.Builder _values =
        ImmutableSortedDictionary.CreateBuilder<string, EnvironmentValue>(StringComparer.Ordinal);

    public VariableSet Plain(string name, string? value)
    {
        if (value is not null)
            _values[name] = new(value, IsSecret: false);
        return this;
    }

    public VariableSet Plain(string name, int? value) => Plain(name, value?.ToString(CultureInfo.InvariantCulture));

    public VariableSet Plain(string name, bool value) => Plain(name, value ? "true" : "false");

    public VariableSet Seconds(string name, TimeSpan value) => Plain(name, Math.Ceiling(value.TotalSeconds).ToString(CultureInfo.InvariantCulture));

    public VariableSet Milliseconds(string name, TimeSpan value) => Plain(name, value.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));

    public VariableSet Secret(string name, string? value)
    {
        if (value is not null)
            _values[name] = new(value, IsSecret: true);
        return this;
    }

    public ImmutableSortedDictionary<string, EnvironmentValue> ToSorted() => _values.ToImmutable();
}
