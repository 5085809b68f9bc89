using System.Collections.Immutable;
using System.Globalization;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Offline.Contract;

public sealed class OutputTests
{
    [Fact]
    public async Task Create_ValueOrTask_KnownAndPlain()
    {
        var fromValue = Output.Create(5);
        var fromTask = Output.Create(Task.FromResult(6));

        Assert.Equal(5, await Read.ValueAsync(fromValue));
        Assert.Equal(6, await Read.ValueAsync(fromTask));
        Assert.False(await Output.IsSecretAsync(fromValue));
        Assert.False(await Output.IsSecretAsync(fromTask));
    }

    [Fact]
    public async Task Apply_EveryKindOfFunction_UnwrapsTheResult()
    {
        var output = Output.Create(2);

        Assert.Equal(3, await Read.ValueAsync(output.Apply(value => value + 1)));
        Assert.Equal(4, await Read.ValueAsync(output.Apply(value => Task.FromResult(value + 2))));
        Assert.Equal(5, await Read.ValueAsync(output.Apply(value => (Input<int>)(value + 3))));
        Assert.Equal(6, await Read.ValueAsync(output.Apply(value => Output.Create(value + 4))));
    }

    [Fact]
    public async Task Apply_TaskWithoutResult_IsAwaited()
    {
        var seen = 0;

        var done = Output.Create(2).Apply(async value =>
        {
            await Task.Yield();
            seen = value;
        });

        Assert.Equal(default, await Read.ValueAsync(done));
        Assert.Equal(2, seen);
    }

    [Fact]
    public async Task Apply_NullOutputOrInput_IsKnownDefault()
    {
        Assert.Equal(0, await Read.ValueAsync(Output.Create("a").Apply(_ => (Output<int>?)null)));
        Assert.Equal(0, await Read.ValueAsync(Output.Create("a").Apply(_ => (Input<int>?)null)));
    }

    [Fact]
    public async Task Apply_FailingFunction_FailsTheOutput()
    {
        var output = Output.Create(1).Apply(Fail);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => OutputUtilities.GetValueAsync(output));

        Assert.Equal("no", error.Message);

        static int Fail(int value) => throw new InvalidOperationException("no");
    }

    [Fact]
    public async Task All_InputsOrOutputs_KeepsTheOrder()
    {
        Input<string> plain = "a";
        var output = Output.Create("b");
        IEnumerable<Input<string>> inputs = [plain, output];
        IEnumerable<Output<string>> outputs = [output, output];

        Assert.Equal(["a", "b"], await Read.ItemsAsync(Output.All(plain, (Input<string>)output)));
        Assert.Equal(["a", "b"], await Read.ItemsAsync(Output.All(inputs)));
        Assert.Equal(["b", "b"], await Read.ItemsAsync(Output.All(output, output)));
        Assert.Equal(["b", "b"], await Read.ItemsAsync(Output.All(outputs)));
    }

    [Fact]
    public async Task Tuple_TwoToEight_HoldsEveryValue()
    {
        Output<int> o = Output.Create(1);
        Input<string> i = "x";

        Assert.Equal((1, 1), await Read.ValueAsync(Output.Tuple(o, o)));
        Assert.Equal((1, 1, 1), await Read.ValueAsync(Output.Tuple(o, o, o)));
        Assert.Equal((1, 1, 1, 1), await Read.ValueAsync(Output.Tuple(o, o, o, o)));
        Assert.Equal((1, 1, 1, 1, 1), await Read.ValueAsync(Output.Tuple(o, o, o, o, o)));
        Assert.Equal((1, 1, 1, 1, 1, 1), await Read.ValueAsync(Output.Tuple(o, o, o, o, o, o)));
        Assert.Equal((1, 1, 1, 1, 1, 1, 1), await Read.ValueAsync(Output.Tuple(o, o, o, o, o, o, o)));
        Assert.Equal((1, 1, 1, 1, 1, 1, 1, 1), await Read.ValueAsync(Output.Tuple(o, o, o, o, o, o, o, o)));
        Assert.Equal(("x", "x"), await Read.ValueAsync(Output.Tuple(i, i)));
        Assert.Equal(("x", "x", "x", "x", "x", "x", "x", "x"), await Read.ValueAsync(Output.Tuple(i, i, i, i, i, i, i, i)));
    }

    [Fact]
    public async Task Format_InputsOutputsAndValues_InvariantCulture()
    {
        Input<double> share = 0.5;
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            var text = Output.Format($"{Output.Create("host")}:{5432} {share:F2} {1.5} {null}");

            Assert.Equal("host:5432 0.50 1.5 ", await Read.ValueAsync(text));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Extensions_ArraysAndUnions_Unwrap()
    {
        var array = Output.Create(ImmutableArray.Create("a", "b"));
        var union = Output.Create((Union<int, string>)"x");

        Assert.Equal("b", await Read.ValueAsync(array.GetAt(1)));
        Assert.Equal("a", await Read.ValueAsync(array.First()));
        Assert.Equal(2, await Read.ValueAsync(array.Length()));
        Assert.False(await Read.ValueAsync(union.IsT0()));
        Assert.True(await Read.ValueAsync(union.IsT1()));
        Assert.Equal("x", await Read.ValueAsync(union.AsT1()));
    }

    [Fact]
    public void Output_PublicInstanceProperties_None()
    {
        Assert.Empty(typeof(Output<string>).GetProperties());
    }

    [Fact]
    public async Task ToString_InADeployment_ExplainsHowToReadAValue()
    {
        string? text = null;

        await new Mocks().RunAsync(() => { text = Output.Create("a").ToString(); });

        Assert.Equal(
            string.Join(
                Environment.NewLine,
                "Calling [ToString] on an [Output<T>] is not supported.",
                "",
                "To get the value of an Output<T> as an Output<string> consider:",
                "1. o.Apply(v => $\"prefix{v}suffix\")",
                "2. Output.Format($\"prefix{hostname}suffix\");",
                "",
                "See https://www.pulumi.com/docs/concepts/inputs-outputs for more details.",
                "This function may throw in a future version of Pulumi."),
            text);
    }

    [Fact]
    public void ToString_OutsideADeployment_Throws()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Output.Create("a").ToString());

        Assert.Equal("Trying to acquire Deployment.Instance before 'Run' was called.", error.Message);
    }

    [Fact]
    public async Task GetDependenciesAsync_DerivedOutput_NamesTheResourcesItCameFrom()
    {
        var mocks = new Mocks();
        Bucket? one = null;
        Bucket? two = null;

        await mocks.RunAsync(() =>
        {
            one = new Bucket("one", new BucketArgs { Label = "a" });
            two = new Bucket("two", new BucketArgs { Label = "b" });
        });

        var both = Output.Tuple(one!.Label, two!.Label).Apply(pair => pair.Item1 + pair.Item2);
        var dependencies = await OutputUtilities.GetDependenciesAsync(both);
        Assert.Equal(["one", "two"], dependencies.Select(resource => resource.GetResourceName()).Order());
        Assert.Empty(await OutputUtilities.GetDependenciesAsync(Output.Create(1)));
    }
}
