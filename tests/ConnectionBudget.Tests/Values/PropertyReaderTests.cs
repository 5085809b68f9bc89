using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Policies.ConnectionBudget.Grpc;
using Infra.Policies.ConnectionBudget.Values;
using Infra.Policies.Rules.Graph;
using ListValue = Infra.Policies.Rules.Graph.ListValue;
using Wire = Google.Protobuf.WellKnownTypes;

namespace Infra.ConnectionBudget.Tests.Values;

public class PropertyReaderTests
{
    [Fact]
    public void Read_EveryKind_IsItsValue()
    {
        var read = Read("""{"null": null, "yes": true, "no": false, "number": -1.5, "text": "café", "list": [1, ["a"], {}], "map": {"a": {"b": ""}}}""");

        Assert.Equal(7, read.Members.Count);
        Assert.Equal(PropertyValue.Null, read.Members["null"]);
        Assert.Equal(PropertyValue.True, read.Members["yes"]);
        Assert.Equal(PropertyValue.False, read.Members["no"]);
        Assert.Equal(PropertyValue.Of(-1.5), read.Members["number"]);
        Assert.Equal(PropertyValue.Of("café"), read.Members["text"]);
        var list = Assert.IsType<ListValue>(read.Members["list"]);
        Assert.Equal(PropertyValue.Of(1), list.Items[0]);
        Assert.Equal([PropertyValue.Of("a")], Assert.IsType<ListValue>(list.Items[1]).Items.AsEnumerable());
        Assert.Empty(Assert.IsType<ObjectValue>(list.Items[2]).Members);
        Assert.Equal(PropertyValue.Of(""), ((ObjectValue)((ObjectValue)read.Members["map"]).Members["a"]).Members["b"]);
    }

    [Fact]
    public void Read_Nothing_IsAnEmptyObject() => Assert.Empty(PropertyReader.Read([]).Members);

    [Fact]
    public void Read_SecretsAndUnknowns_AreThat()
    {
        var read = Read("""
            {"replicas": "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
             "password": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "hunter2"},
             "hosts": ["a", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"]}
            """);

        Assert.Equal(PropertyValue.Unknown, read.Members["replicas"]);
        Assert.Equal(new TextValue("hunter2") { IsSecret = true }, read.Members["password"]);
        Assert.Equal([PropertyValue.Of("a"), PropertyValue.Unknown], Assert.IsType<ListValue>(read.Members["hosts"]).Items.AsEnumerable());
    }

    [Fact]
    public void Read_FieldsOfALaterProtocol_ArePassedOver()
    {
        byte[] known = [.. new Struct { Fields = { ["a"] = Wire.Value.ForNumber(1) } }.ToByteArray()];
        // Fields 15 to 18: a varint, eight bytes, a text, four bytes.
        byte[] more = [0x78, 5, 0x81, 1, 1, 2, 3, 4, 5, 6, 7, 8, 0x8A, 1, 1, 65, 0x95, 1, 1, 2, 3, 4];

        Assert.Equal(PropertyValue.Of(1), PropertyReader.Read([.. more, .. known, .. more]).Members["a"]);
    }

    [Fact]
    public void Read_NameTwice_TheLastOneCounts()
    {
        byte[] Once(double value) => new Struct { Fields = { ["a"] = Wire.Value.ForNumber(value) } }.ToByteArray();

        Assert.Equal(PropertyValue.Of(2), Assert.Single(PropertyReader.Read([.. Once(1), .. Once(2)]).Members).Value);
    }

    [Fact]
    public void Read_TwoHundredLevels_AreRead() => Assert.Single(PropertyReader.Read(Nested(200)).Members);

    [Fact]
    public void Read_ThousandsOfLevels_AreRefused() => Refused(Nested(5000));

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "cut off within a tag's value", [0x0A] },
        { "longer than what is there", [0x0A, 5, 0x0A, 1] },
        { "a length that never ends", [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1] },
        { "a length beyond memory", [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F] },
        { "a field of zero", [0x02, 1] },
        { "a group", [0x0B] },
        { "a name that is no UTF-8", [0x0A, 5, 0x0A, 1, 0xFF, 0x12, 0] },
        { "a name without a value", [0x0A, 3, 0x0A, 1, 65] },
        { "a value without a kind", [0x0A, 5, 0x0A, 1, 65, 0x12, 0] },
        { "a number cut off", [0x0A, 8, 0x0A, 1, 65, 0x12, 3, 0x11, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_Broken_IsRefused(string what, byte[] encoded)
    {
        Refused(encoded);
        Assert.NotEmpty(what);
    }

    [Fact]
    public void Read_CutOffAnywhere_IsRefusedOrSmaller()
    {
        var whole = Struct.Parser.ParseJson("""{"text": "a", "number": 1, "list": [true, null], "map": {"a": "b"}}""").ToByteArray();
        for (var length = 0; length < whole.Length; length++)
        {
            try
            {
                Assert.InRange(PropertyReader.Read(whole.AsSpan(..length)).Members.Count, 0, 3);
            }
            catch (GrpcException)
            {
                // A clean refusal; anything else fails the test.
            }
        }
    }

    private static void Refused(byte[] encoded)
    {
        var fault = Assert.Throws<GrpcException>(() => PropertyReader.Read(encoded));
        Assert.Equal((GrpcCode.Internal, "the message cannot be decoded"), (fault.Code, fault.Message));
    }

    private static ObjectValue Read(string json) => PropertyReader.Read(Struct.Parser.ParseJson(json).ToByteArray());

    // Written from the inside out: the library itself refuses to read or write that deep.
    private static byte[] Nested(int levels)
    {
        byte[] encoded = [];
        for (var level = 0; level < levels; level++)
        {
            var value = Prefixed(0x2A, encoded);
            encoded = Prefixed(0x0A, [0x0A, 1, (byte)'a', .. Prefixed(0x12, value)]);
        }

        return encoded;
    }

    private static byte[] Prefixed(byte tag, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteRawTag(tag);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }
}
