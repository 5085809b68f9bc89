using System.Globalization;

namespace Infra.Policies.Rules.Graph;

/// <summary>A place in a resource, which need not be there: reading below an unknown value gives unknown, below nothing gives nothing.</summary>
/// <param name="Path">The place: <c>spec.template.spec.containers[0].image</c>; empty for the whole.</param>
/// <param name="Value">What stands there; null for nothing.</param>
public readonly record struct Property(string Path, PropertyValue? Value)
{
    private readonly bool _isInSecret;

    private Property(string path, PropertyValue? value, bool isInSecret)
        : this(path, value) => _isInSecret = isInSecret;

    /// <summary>Whether the value, or something that it is a part of, is secret.</summary>
    public bool IsSecret => _isInSecret || Value?.IsSecret == true;

    /// <summary>A member.</summary>
    public Property this[string name] => new(
        Path.Length == 0 ? name : $"{Path}.{name}",
        Value switch
        {
            ObjectValue map => map.Members.GetValueOrDefault(name),
            UnknownValue => Value,
            _ => null,
        },
        IsSecret);

    /// <summary>The items of a list; none where there is no list. Look at <see cref="IsUnknown"/> first.</summary>
    public IEnumerable<Property> Items
    {
        get
        {
            var (path, secret) = (Path, IsSecret);
            return Value is ListValue list ? list.Items.Select((item, index) => new Property($"{path}[{index}]", item, secret)) : [];
        }
    }

    /// <summary>The members of an object, by name; none where there is no object. Look at <see cref="IsUnknown"/> first.</summary>
    public IEnumerable<(string Name, Property Value)> Members
    {
        get
        {
            var here = this;
            return Value is ObjectValue map
                ? map.Members.Keys.Order(StringComparer.Ordinal).Select(name => (name, here[name]))
                : [];
        }
    }

    /// <summary>Whether something stands here that is not known yet.</summary>
    public bool IsUnknown => Value is UnknownValue;

    /// <summary>Whether nothing stands here.</summary>
    public bool IsAbsent => Value is null or NullValue;

    /// <summary>The value as a text.</summary>
    public Reading<string> Text => Read<string>(value => value is TextValue text ? (true, text.Value) : default);

    /// <summary>The value as a truth value; the texts <c>true</c> and <c>false</c> are read as such.</summary>
    public Reading<bool> Boolean => Read(value => value switch
    {
        BooleanValue boolean => (true, boolean.Value),
        TextValue { Value: "true" or "false" } text => (true, text.Value == "true"),
        _ => default,
    });

    /// <summary>The value as a whole number; providers take many of them as texts, which are read as such.</summary>
    public Reading<long> WholeNumber => Read(value => value switch
    {
        NumberValue number when number.Value == Math.Floor(number.Value) && Math.Abs(number.Value) <= 1L << 53 => (true, (long)number.Value),
        TextValue text when long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => (true, whole),
        _ => default,
    });

    /// <summary>The value as a number; texts are read as such.</summary>
    public Reading<double> Number => Read(value => value switch
    {
        NumberValue number => (true, number.Value),
        TextValue text when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => (true, real),
        _ => default,
    });

    private Reading<T> Read<T>(Func<PropertyValue, (bool Found, T? Value)> read) => Value switch
    {
        null or NullValue => new(ReadingState.Absent, default, Path),
        UnknownValue => new(ReadingState.Unknown, default, Path),
        _ => read(Value) is (true, var found) ? new(ReadingState.Known, found, Path) : new(ReadingState.Malformed, default, Path),
    };
}
