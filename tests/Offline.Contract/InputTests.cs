using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;

namespace Infra.Offline.Contract;

public sealed class InputTests
{
    [Fact]
    public async Task Input_FromValueOrOutput_HoldsIt()
    {
        Input<int> fromValue = 1;
        Input<int> fromOutput = Output.Create(2);
        Output<int> back = fromOutput;

        Assert.Equal(1, await Read.ValueAsync(fromValue));
        Assert.Equal(2, await Read.ValueAsync(fromOutput));
        Assert.Equal(2, await Read.ValueAsync(back));
    }

    [Fact]
    public async Task Input_Apply_TakesEveryKindOfFunction()
    {
        Input<int> input = 1;

        Assert.Equal(2, await Read.ValueAsync(input.Apply(value => value + 1)));
        Assert.Equal(3, await Read.ValueAsync(input.Apply(value => Task.FromResult(value + 2))));
        Assert.Equal(4, await Read.ValueAsync(input.Apply(value => (Input<int>)(value + 3))));
        Assert.Equal(5, await Read.ValueAsync(input.Apply(value => Output.Create(value + 4))));
    }

    [Fact]
    public async Task ToOutput_NullInput_IsKnownDefault()
    {
        Assert.Null(await Read.ValueAsync(((Input<string>?)null).ToOutput()));
    }

    public static TheoryData<string> ListSources =>
    [
        "T", "Output<T>", "Input<T>", "T[]", "Output<T>[]", "Input<T>[]", "List<T>", "List<Output<T>>", "List<Input<T>>",
        "ImmutableArray<T>", "ImmutableArray<Output<T>>", "ImmutableArray<Input<T>>",
        "Output<T[]>", "Output<List<T>>", "Output<IEnumerable<T>>", "Output<ImmutableArray<T>>",
    ];

    [Theory]
    [MemberData(nameof(ListSources))]
    public async Task InputList_FromEverySource_HoldsTheElements(string source)
    {
        var output = Output.Create("a");
        Input<string> input = "a";
        InputList<string> list = source switch
        {
            "T" => "a",
            "Output<T>" => output,
            "Input<T>" => input,
            "T[]" => new[] { "a" },
            "Output<T>[]" => new[] { output },
            "Input<T>[]" => new[] { input },
            "List<T>" => new List<string> { "a" },
            "List<Output<T>>" => new List<Output<string>> { output },
            "List<Input<T>>" => new List<Input<string>> { input },
            "ImmutableArray<T>" => ImmutableArray.Create("a"),
            "ImmutableArray<Output<T>>" => ImmutableArray.Create(output),
            "ImmutableArray<Input<T>>" => ImmutableArray.Create(input),
            "Output<T[]>" => Output.Create(new[] { "a" }),
            "Output<List<T>>" => Output.Create(new List<string> { "a" }),
            "Output<IEnumerable<T>>" => Output.Create<IEnumerable<string>>(["a"]),
            _ => Output.Create(ImmutableArray.Create("a")),
        };

        Assert.Equal(["a"], await Read.ItemsAsync(list));
    }

    [Fact]
    public void InputList_FromBareEnumerable_HasNoConversion()
    {
        var sources = typeof(InputList<string>).GetMethods()
            .Where(method => method.Name == "op_Implicit")
            .Select(method => method.GetParameters()[0].ParameterType);

        Assert.DoesNotContain(typeof(IEnumerable<string>), sources);
    }

    [Fact]
    public async Task InputList_AddRangeAndConcat_AppendInOrder()
    {
        InputList<string> list = new() { "a", Output.Create("b") };
        list.Add("c", "d");
        list.AddRange(new[] { "e" });

        var longer = list.Concat(new[] { "f" });

        Assert.Equal(["a", "b", "c", "d", "e"], await Read.ItemsAsync(list));
        Assert.Equal(["a", "b", "c", "d", "e", "f"], await Read.ItemsAsync(longer));
    }

    [Fact]
    public async Task InputList_AsyncEnumeration_YieldsTheElements()
    {
        InputList<string> list = new[] { "a", "b" };
        var seen = new List<string>();

        await foreach (var element in list)
            seen.Add(await Read.ValueAsync(element));

        Assert.Equal(["a", "b"], seen);
    }

    [Fact]
    public void InputListAndMap_SynchronousEnumeration_Throws()
    {
        var list = Assert.Throws<NotSupportedException>(() => ((IEnumerable)new InputList<string>()).GetEnumerator());
        var map = Assert.Throws<NotSupportedException>(() => ((IEnumerable)new InputMap<string>()).GetEnumerator());

        Assert.EndsWith("cannot be synchronously enumerated. Use GetAsyncEnumerator instead.", list.Message, StringComparison.Ordinal);
        Assert.EndsWith("cannot be synchronously enumerated. Use GetAsyncEnumerator instead.", map.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InputUnion_FromEitherType_HoldsIt()
    {
        InputUnion<int, string> number = 1;
        InputUnion<int, string> text = "25%";
        InputUnion<int, string> output = Output.Create("50%");

        Assert.Equal(1, (await Read.ValueAsync(number)).AsT0);
        Assert.Equal("25%", (await Read.ValueAsync(text)).AsT1);
        Assert.Equal("50%", (await Read.ValueAsync(output)).AsT1);
    }

    [Fact]
    public async Task InputJson_FromTextDocumentOrOutput_Parses()
    {
        InputJson text = """{"a":1}""";
        InputJson document = JsonDocument.Parse("""{"a":1}""");
        InputJson output = Output.Create("""{"a":1}""");

        foreach (var json in new[] { text, document, output })
            Assert.Equal(1, (await Read.ValueAsync(json)).GetProperty("a").GetInt32());
    }
}
