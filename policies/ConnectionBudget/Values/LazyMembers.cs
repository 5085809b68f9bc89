using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.ConnectionBudget.Values;

/// <summary>
/// Members of a resource that are decoded when a rule first looks at them. Most resources of a large stack are none that any rule is about,
/// and decoding them would take most of the time and of the memory.
/// </summary>
/// <param name="decode">Makes the members.</param>
internal sealed class LazyMembers(Func<IReadOnlyDictionary<string, PropertyValue>> decode) : IReadOnlyDictionary<string, PropertyValue>
{
    private IReadOnlyDictionary<string, PropertyValue>? _decoded;

    public int Count => Decoded.Count;

    public IEnumerable<string> Keys => Decoded.Keys;

    public IEnumerable<PropertyValue> Values => Decoded.Values;

    private IReadOnlyDictionary<string, PropertyValue> Decoded => _decoded ??= decode();

    public PropertyValue this[string key] => Decoded[key];

    public bool ContainsKey(string key) => Decoded.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value) => Decoded.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => Decoded.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
