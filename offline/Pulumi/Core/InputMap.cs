using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map argument of a resource. Its values stay inputs of their own, so one unknown does not hide the others.</summary>
public sealed class InputMap<TValue> :
    Input<ImmutableDictionary<string, TValue>>, IInputCollection, IEnumerable, IAsyncEnumerable<Input<KeyValuePair<string, TValue>>>
{
    private Output<ImmutableDictionary<string, Input<TValue>>> _elements;

    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, Input<TValue>>.Empty))
    {
    }

    private InputMap(Output<ImmutableDictionary<string, Input<TValue>>> elements)
        : base(Flatten(elements)) => _elements = elements;

    IOutput IInputCollection.Elements => _elements;

    public Input<TValue> this[string key]
    {
        set => Add(key, value);
    }

    public static implicit operator InputMap<TValue>(Dictionary<string, TValue> values) => Output.Create(values);

    public static implicit operator InputMap<TValue>(ImmutableDictionary<string, TValue> values) => Output.Create(values);

    public static implicit operator InputMap<TValue>(Output<Dictionary<string, TValue>> values) =>
        values.Apply(ImmutableDictionary.CreateRange);

    public static implicit operator InputMap<TValue>(Output<IDictionary<string, TValue>> values) =>
        values.Apply(ImmutableDictionary.CreateRange);

    public static implicit operator InputMap<TValue>(Output<ImmutableDictionary<string, TValue>> values) =>
        new(values.Apply(map => map?.ToImmutableDictionary(pair => pair.Key, pair => (Input<TValue>)pair.Value)!));

    /// <summary>The entries of both; the second wins.</summary>
    public static InputMap<TValue> Merge(InputMap<TValue> first, InputMap<TValue> second) =>
        new(Output.Tuple(first._elements, second._elements).Apply(pair => pair.Item1.SetItems(pair.Item2)));

    /// <summary>Adds an entry; a second value for the key must equal the first, or the map fails when it is read.</summary>
    public void Add(string key, Input<TValue> value) =>
        Set(_elements.Apply(map => map.SetItem(key, map.TryGetValue(key, out var known) ? Same(key, known, value) : value)));

    public void Add(InputMap<TValue> values) => AddRange(values);

    public void AddRange(InputMap<TValue> values) =>
        Set(Output.Tuple(_elements, values._elements).Apply(pair => pair.Item1.AddRange(pair.Item2)));

    public async IAsyncEnumerator<Input<KeyValuePair<string, TValue>>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        var map = await OutputValue.GetValueAsync(whenUnknown: ImmutableDictionary<string, TValue>.Empty).ConfigureAwait(false);
        foreach (var entry in map)
            yield return entry;
    }

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException(
        $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead.");

    private static Input<TValue> Same(string key, Input<TValue> known, Input<TValue> value) =>
        Output.Tuple(known, value).Apply(pair => EqualityComparer<TValue>.Default.Equals(pair.Item1, pair.Item2)
            ? pair.Item1
            : throw new ArgumentException($"Key '{key}' already exists in the map with a different value."));

    private static Output<ImmutableDictionary<string, TValue>> Flatten(Output<ImmutableDictionary<string, Input<TValue>>> elements) =>
        elements.Apply(map => map is null
            ? Output.Create(default(ImmutableDictionary<string, TValue>)!)
            : Output.All(map.Select(pair => pair.Value.Apply(value => KeyValuePair.Create(pair.Key, value))))
                .Apply(pairs => ImmutableDictionary.CreateRange(pairs)));

    private void Set(Output<ImmutableDictionary<string, Input<TValue>>> elements)
    {
        _elements = elements;
        OutputValue = Flatten(elements);
    }
}
