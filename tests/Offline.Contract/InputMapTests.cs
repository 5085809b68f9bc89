using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Offline.Contract;

public sealed class InputMapTests
{
    [Fact]
    public async Task InputMap_FromEverySource_HoldsTheEntries()
    {
        var mutable = new Dictionary<string, int> { ["a"] = 1 };
        InputMap<int> fromDictionary = mutable;
        InputMap<int> fromImmutable = mutable.ToImmutableDictionary();
        InputMap<int> fromOutput = Output.Create(mutable);
        InputMap<int> fromInterface = Output.Create<IDictionary<string, int>>(mutable);
        InputMap<int> fromImmutableOutput = Output.Create(mutable.ToImmutableDictionary());

        foreach (var map in new[] { fromDictionary, fromImmutable, fromOutput, fromInterface, fromImmutableOutput })
            Assert.Equal(mutable, await Read.ValueAsync(map));
    }

    [Fact]
    public async Task InputMap_AddIndexerAndAddRange_AddEntries()
    {
        var map = new InputMap<int> { { "a", 1 } };
        map["b"] = Output.Create(2);
        map.AddRange(new Dictionary<string, int> { ["c"] = 3 });
        map.Add(new Dictionary<string, int> { ["d"] = 4 });

        Assert.Equal(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2, ["c"] = 3, ["d"] = 4 }, await Read.ValueAsync(map));
    }

    [Fact]
    public void InputMap_Indexer_CannotBeRead()
    {
        var indexer = Assert.Single(typeof(InputMap<int>).GetProperties());

        Assert.True(indexer.CanWrite);
        Assert.False(indexer.CanRead);
    }

    [Fact]
    public async Task InputMap_SameKeyTwice_FailsUnlessEqual()
    {
        var equal = new InputMap<int> { ["a"] = 1 };
        equal["a"] = 1;
        var different = new InputMap<int> { ["a"] = 1 };
        different["a"] = 2;

        Assert.Equal(1, (await Read.ValueAsync(equal))["a"]);
        var error = await Assert.ThrowsAsync<ArgumentException>(() => OutputUtilities.GetValueAsync(different.ToOutput()));
        Assert.Equal("Key 'a' already exists in the map with a different value.", error.Message);
    }

    [Fact]
    public async Task Merge_SameKey_SecondWins()
    {
        var merged = InputMap<int>.Merge(
            new InputMap<int> { ["a"] = 1, ["b"] = 1 },
            new InputMap<int> { ["b"] = 2 });

        Assert.Equal(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, await Read.ValueAsync(merged));
    }

    [Fact]
    public async Task InputMap_AsyncEnumeration_YieldsTheEntries()
    {
        InputMap<int> map = new Dictionary<string, int> { ["a"] = 1 };
        var seen = new List<KeyValuePair<string, int>>();

        await foreach (var entry in map)
            seen.Add(await Read.ValueAsync(entry));

        Assert.Equal([KeyValuePair.Create("a", 1)], seen);
    }
}
