using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Offline.Contract;

public sealed class OutputJsonTests
{
    private sealed record Endpoint(Output<string> Host, Input<int> Port, InputList<string> Tags, InputMap<int> Limits);

    private sealed record Plain(string Host, int Port);

    private sealed record Lifted(Output<string> Host);

    [Fact]
    public async Task JsonSerialize_NestedOutputsAndInputs_WritesWhatTheyHold()
    {
        var value = new Endpoint(Output.Create("db"), 5432, new[] { "a", "b" }, new Dictionary<string, int> { ["x"] = 1 });

        var json = Output.JsonSerialize(Output.Create(value));

        Assert.Equal("""{"Host":"db","Port":5432,"Tags":["a","b"],"Limits":{"x":1}}""", await Read.ValueAsync(json));
        Assert.False(await Output.IsSecretAsync(json));
    }

    [Fact]
    public async Task JsonSerialize_Options_AreUsed()
    {
        var json = Output.JsonSerialize(Output.Create(new Plain("db", 1)), new JsonSerializerOptions(JsonSerializerDefaults.Web));

        Assert.Equal("""{"host":"db","port":1}""", await Read.ValueAsync(json));
    }

    [Fact]
    public async Task JsonSerialize_NestedSecret_WholeIsSecret()
    {
        var json = Output.JsonSerialize(Output.Create(new Lifted(Output.CreateSecret("db"))));

        Assert.Equal("""{"Host":"db"}""", await Read.ValueAsync(json));
        Assert.True(await Output.IsSecretAsync(json));
    }

    [Fact]
    public async Task JsonSerialize_NestedUnknown_WholeIsUnknown()
    {
        var json = Output.JsonSerialize(Output.Create(new Lifted(Read.Unknown<string>())));

        Assert.False(await OutputUtilities.GetIsKnownAsync(json));
    }

    [Fact]
    public async Task JsonSerialize_UnknownOutput_IsUnknown()
    {
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.JsonSerialize(Read.Unknown<int>())));
    }

    [Fact]
    public async Task JsonDeserialize_Text_ReadsTheValue()
    {
        var value = Output.JsonDeserialize<Plain>(Output.Create("""{"Host":"db","Port":1}"""));

        Assert.Equal(new Plain("db", 1), await Read.ValueAsync(value));
    }

    [Fact]
    public async Task JsonDeserialize_SecretText_ValueAndMembersAreSecret()
    {
        var value = Output.JsonDeserialize<Lifted>(Output.CreateSecret("""{"Host":"db"}"""));

        Assert.True(await Output.IsSecretAsync(value));
        var host = (await Read.ValueAsync(value)).Host;
        Assert.Equal("db", await Read.ValueAsync(host));
        Assert.True(await Output.IsSecretAsync(host));
    }

    [Fact]
    public async Task JsonDeserialize_UnknownText_IsUnknown()
    {
        Assert.False(await OutputUtilities.GetIsKnownAsync(Output.JsonDeserialize<ImmutableArray<int>>(Read.Unknown<string>())));
    }

    [Fact]
    public void Json_NullOutput_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => Output.JsonSerialize<int>(null!));
        Assert.Throws<ArgumentNullException>(() => Output.JsonDeserialize<int>(null!));
    }
}
