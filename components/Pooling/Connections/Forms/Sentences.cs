using System.Collections;
using System.Collections.Immutable;

namespace Infra.Pooling.Connections.Forms;

/// <summary>Sentences in the order they were added, without those that do not apply.</summary>
internal sealed class Sentences : IEnumerable<string>
{
    private readonly List<string> _all = [];

    public void Add(bool when, string sentence)
    {
        if (when)
            _all.Add(sentence);
    }

    public ImmutableArray<string> ToArray() => [.. _all];

    public IEnumerator<string> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
