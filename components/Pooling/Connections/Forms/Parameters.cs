using System.Collections;
using System.Collections.Immutable;

namespace Infra.Pooling.Connections.Forms;

/// <summary>Names and values in the order they were added; an absent value is not added at all.</summary>
internal sealed class Parameters : IEnumerable<(string Name, string Value)>
{
    private readonly List<(string Name, string Value)> _all = [];

    public void Add(string name, string? value)
    {
        if (value is not null)
            _all.Add((name, value));
    }

    public void Add(string name, string value, bool when) => Add(name, when ? value : null);

    public ImmutableSortedDictionary<string, string> ToDictionary() =>
        _all.ToImmutableSortedDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);

    public IEnumerator<(string Name, string Value)> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
