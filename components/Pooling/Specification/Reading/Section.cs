using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Pooling.Specification.Reading;

/// <summary>A JSON object whose keys are known in advance; every other key is a fault as soon as the object is opened.</summary>
internal class Section
{
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.Ordinal);
    private readonly FaultCollector _faults;

    public Section(JsonElement value, string path, ImmutableArray<string> keys, FaultCollector faults)
    {
        Path = path;
        _faults = faults;
        foreach (var property in value.EnumerateObject())
        {
            var key = Display.NameOf(property);
            if (!keys.Contains(key))
                Unknown(key, property.Value, keys);
            else if (!_values.TryAdd(key, property.Value))
                _faults.Add(Twice(JsonPath.Key(path, key), property.Value));
        }
    }

    /// <summary>An object without values.</summary>
    protected Section(string path, FaultCollector faults) => (Path, _faults) = (path, faults);

    /// <summary>Where the object is.</summary>
    public string Path { get; }

    /// <summary>The value of a key, given or not.</summary>
    public virtual Cursor this[string key] => new(
        _values.TryGetValue(key, out var value) ? value : null, JsonPath.Key(Path, key), key, _faults);

    /// <summary>The fault of a key that stands in one object twice.</summary>
    public static Fault Twice(string path, JsonElement value) =>
        new(path, "is given twice", Display.Of(value, path), "each key once", "remove one of the two");

    private void Unknown(string key, JsonElement value, ImmutableArray<string> keys)
    {
        var path = JsonPath.Key(Path, key);
        var near = Suggestion.For(key, keys);
        if (near is not null)
            _faults.Doubt(JsonPath.Key(Path, near));
        _faults.Add(new(path, "is not a known key", Display.Of(value, path), string.Join(", ", keys),
            near is null ? "remove it" : $"did you mean `{near}`?"));
    }
}
