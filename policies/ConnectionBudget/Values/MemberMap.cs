using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.ConnectionBudget.Values;

/// <summary>
/// The members of an object. Most objects have a few, which are found by looking at one after the other: a dictionary would take three
/// times the memory, and there are hundreds of thousands of them.
/// </summary>
/// <param name="most">How many members it has at most.</param>
internal sealed class MemberMap(int most) : IReadOnlyDictionary<string, PropertyValue>
{
    private const int Few = 8;

    private readonly KeyValuePair<string, PropertyValue>[] _members = new KeyValuePair<string, PropertyValue>[most];
    private readonly Dictionary<string, int>? _places = most > Few ? new(most, StringComparer.Ordinal) : null;

    public int Count { get; private set; }

    public IEnumerable<string> Keys => Members.Select(member => member.Key);

    public IEnumerable<PropertyValue> Values => Members.Select(member => member.Value);

    private IEnumerable<KeyValuePair<string, PropertyValue>> Members => new ArraySegment<KeyValuePair<string, PropertyValue>>(_members, 0, Count);

    public PropertyValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException();

    /// <summary>Adds a member, or takes the place of the one of that name.</summary>
    public void Set(string name, PropertyValue value)
    {
        var place = Find(name);
        if (place < 0)
        {
            place = Count++;
            _places?.Add(name, place);
        }

        _members[place] = new(name, value);
    }

    public bool ContainsKey(string key) => Find(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value)
    {
        var place = Find(key);
        value = place < 0 ? null : _members[place].Value;
        return place >= 0;
    }

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => Members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(string name)
    {
        if (_places is not null)
            return _places.TryGetValue(name, out var known) ? known : -1;
        var place = Count - 1;
        while (place >= 0 && _members[place].Key != name)
            place--;
        return place;
    }
}
