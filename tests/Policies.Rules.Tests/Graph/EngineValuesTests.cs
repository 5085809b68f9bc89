using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Graph;

public class EngineValuesTests
{
    private const string Output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
    private const string Reference = "5cf8f73096256a8f31e491e813e4eb8e";
    private const string Asset = "c44067f5952c0a294b673a41bacd8c17";
    private const string Archive = "0def7320c3a5731c473e5ecbe6d01bc7";

    [Theory]
    [InlineData("1c4a061d-8072-4f0a-a4cb-0ff528b18fe7")]
    [InlineData("3eeb2bf0-c639-47a8-9e75-3b44932eb421")]
    [InlineData("04da6b54-80e4-46f7-96ec-b56ff0331ba9")]
    [InlineData("6a19a0b0-7e62-4c92-b797-7f8e31da9cc2")]
    [InlineData("030794c1-ac77-496b-92df-f27374a8bd58")]
    [InlineData("e48ece36-62e2-4504-bad9-02848725956a")]
    [InlineData("dd056dcd-154b-4c76-9bd3-c8f88648b5ff")]
    public void OfText_Sentinel_IsUnknown(string sentinel) => Assert.Equal(PropertyValue.Unknown, EngineValues.OfText(sentinel));

    [Theory]
    [InlineData("")]
    [InlineData("04DA6B54-80E4-46F7-96EC-B56FF0331BA9")]
    [InlineData("04da6b54-80e4-46f7-96ec-b56ff0331ba9 ")]
    public void OfText_AnythingElse_IsText(string text) => Assert.Equal(PropertyValue.Of(text), EngineValues.OfText(text));

    [Fact]
    public void OfObject_Secret_IsItsValueMarkedAllTheWayDown()
    {
        var inner = Object(("list", new ListValue([PropertyValue.Of("a"), Object(("deep", PropertyValue.Of(1)))])));

        var secret = Assert.IsType<ObjectValue>(Signed(EngineValues.SecretSignature, ("value", inner)));

        var list = Assert.IsType<ListValue>(secret.Members["list"]);
        var deep = Assert.IsType<ObjectValue>(list.Items[1]).Members["deep"];
        Assert.All([secret, list, .. list.Items, deep], value => Assert.True(value.IsSecret));
        Assert.Equal(new NumberValue(1) { IsSecret = true }, deep);
    }

    [Fact]
    public void OfObject_SecretWithoutItsValue_IsUnknownAndSecret() => Assert.Equal(
        new UnknownValue { IsSecret = true },
        Signed(EngineValues.SecretSignature, ("ciphertext", PropertyValue.Of("v1:abc"))));

    [Fact]
    public void OfObject_Output_IsItsValue() => Assert.Equal(PropertyValue.Of("x"), Signed(Output, ("value", PropertyValue.Of("x")), ("secret", PropertyValue.False)));

    [Fact]
    public void OfObject_OutputWithoutAValue_IsUnknown() => Assert.Equal(PropertyValue.Unknown, Signed(Output));

    [Fact]
    public void OfObject_SecretOutputWithoutAValue_IsUnknownAndSecret() =>
        Assert.Equal(new UnknownValue { IsSecret = true }, Signed(Output, ("secret", PropertyValue.True)));

    [Fact]
    public void OfObject_ReferenceWithAnId_IsTheId() =>
        Assert.Equal(PropertyValue.Of("db-1"), Signed(Reference, ("urn", PropertyValue.Of("urn:x")), ("id", PropertyValue.Of("db-1"))));

    [Fact]
    public void OfObject_ReferenceWithAnUnknownId_IsUnknown() =>
        Assert.Equal(PropertyValue.Unknown, Signed(Reference, ("urn", PropertyValue.Of("urn:x")), ("id", PropertyValue.Unknown)));

    [Fact]
    public void OfObject_ReferenceToAComponent_IsItsUrn() => Assert.Equal(PropertyValue.Of("urn:x"), Signed(Reference, ("urn", PropertyValue.Of("urn:x"))));

    [Theory]
    [InlineData(Asset)]
    [InlineData(Archive)]
    public void OfObject_AssetOrArchive_IsAnObjectOfItsParts(string signature)
    {
        var value = Assert.IsType<ObjectValue>(Signed(signature, ("hash", PropertyValue.Of("1")), ("text", PropertyValue.Of("[databases]"))));

        Assert.Equal([("hash", PropertyValue.Of("1")), ("text", PropertyValue.Of("[databases]"))], value.Members.OrderBy(member => member.Key).Select(member => (member.Key, member.Value)));
    }

    [Fact]
    public void OfObject_UnheardOfSignature_IsUnknown() => Assert.Equal(PropertyValue.Unknown, Signed("00000000000000000000000000000000", ("value", PropertyValue.Of("x"))));

    [Fact]
    public void OfObject_SignatureThatIsNoText_IsUnknown() => Assert.Equal(
        PropertyValue.Unknown, EngineValues.OfObject(new Dictionary<string, PropertyValue> { [EngineValues.SignatureKey] = PropertyValue.True }));

    [Fact]
    public void Merge_Both_OutputsWinWhereTheyAreKnown()
    {
        var inputs = Object(
            ("size", PropertyValue.Of(1)), ("port", PropertyValue.Of(5432)), ("only", PropertyValue.Of("input")), ("gone", PropertyValue.Of("x")),
            ("spec", Object(("replicas", PropertyValue.Of(2)), ("paused", PropertyValue.True))));
        var outputs = Object(
            ("size", PropertyValue.Of(2)), ("port", PropertyValue.Unknown), ("id", PropertyValue.Unknown), ("gone", PropertyValue.Null),
            ("spec", Object(("replicas", PropertyValue.Unknown), ("uid", PropertyValue.Of("u")))));

        var merged = EngineValues.Merge(inputs, outputs);

        Assert.Equal(
            [("gone", PropertyValue.Of("x")), ("id", PropertyValue.Unknown), ("only", PropertyValue.Of("input")), ("port", PropertyValue.Of(5432)), ("size", PropertyValue.Of(2))],
            merged.Members.Where(member => member.Key != "spec").OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => (member.Key, member.Value)));
        Assert.Equal(
            [("paused", PropertyValue.True), ("replicas", PropertyValue.Of(2)), ("uid", PropertyValue.Of("u"))],
            ((ObjectValue)merged.Members["spec"]).Members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => (member.Key, member.Value)));
    }

    [Fact]
    public void Merge_SecretInput_OutputIsSecretToo()
    {
        var merged = EngineValues.Merge(
            Object(("password", new TextValue("a") { IsSecret = true })), Object(("password", PropertyValue.Of("b"))));

        Assert.Equal(new TextValue("b") { IsSecret = true }, merged.Members["password"]);
    }

    private static PropertyValue Signed(string signature, params (string Name, PropertyValue Value)[] members) =>
        EngineValues.OfObject(Object([(EngineValues.SignatureKey, PropertyValue.Of(signature)), .. members]).Members);

    private static ObjectValue Object(params (string Name, PropertyValue Value)[] members) =>
        new(members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal));
}
