using Infra.Pooling.Specification.Outline;

namespace Infra.Pooling.Specification.Reading;

/// <summary>What a reader asked for, at each place.</summary>
internal sealed class OutlineRecorder
{
    private readonly Dictionary<string, List<OutlineValue>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Example, bool Without, bool With)> _required = new(StringComparer.Ordinal);

    /// <summary>A key of which nothing is known yet.</summary>
    public static OutlineKey Draft(string path) => new(path) { IsRequired = false, Example = null, Values = [] };

    public void Add(string path, OutlineValue value)
    {
        if (!_values.TryGetValue(path, out var values))
            _values[path] = values = [];
        var before = values.FindIndex(other => other.GetType() == value.GetType());
        if (before < 0)
            values.Add(value);
        // Where an end of the range is another key's value, the widest range is all that can be said here.
        else if (values[before] is OutlineWhole one && value is OutlineWhole two && two.Min < one.Min)
            values[before] = two;
    }

    /// <summary>A key that a reader demands only where no other key answers for it is not required.</summary>
    public void Require(string path, string example, bool withAnswers)
    {
        var known = _required.GetValueOrDefault(path);
        _required[path] = (example, known.Without || !withAnswers, known.With || withAnswers);
    }

    public OutlineKey Build(string path) => new(path)
    {
        IsRequired = _required.GetValueOrDefault(path) is { Without: true, With: true },
        Example = _required.TryGetValue(path, out var required) ? required.Example : null,
        Values = [.. _values.GetValueOrDefault(path, []).Select(Build)],
    };

    private OutlineValue Build(OutlineValue draft) => draft switch
    {
        OutlineObject found => found with { Keys = [.. found.Keys.Select(key => Build(key.Path))] },
        OutlineList found => found with { Item = Build(found.Item.Path) },
        OutlineMap found => found with { Item = Build(found.Item.Path) },
        _ => draft,
    };
}
