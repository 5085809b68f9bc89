using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Policies.ConnectionBudget.Values;
using Infra.Policies.Rules.Graph;
using ListValue = Infra.Policies.Rules.Graph.ListValue;

namespace Infra.ConnectionBudget.Tests.Values;

public class StructPatchTests
{
    private const string Secret = "\"4dabf18193072939515e22adb298388d\": \"1b47061264138c4ac30d75fd1eb44270\"";
    private const string Unknown = "\"3eeb2bf0-c639-47a8-9e75-3b44932eb421\"";

    [Fact]
    public void Apply_OneChange_LeavesEverythingElseAsItCame() => Patched(
        $$"""{"tls": false, "count": {{Unknown}}, "asset": {"4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", "text": "x"}, "__internal": 1}""",
        before => With(before, "tls", PropertyValue.True),
        $$"""{"tls": true, "count": {{Unknown}}, "asset": {"4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", "text": "x"}, "__internal": 1}""");

    [Fact]
    public void Apply_Nested_ChangesThePlaceAlone() => Patched(
        $$"""{"spec": {"items": [{"a": 1, "b": {{Unknown}} }, {"a": 2}]} }""",
        before => With(before, "spec", With(In(before, "spec"), "items", new ListValue([
            With((ObjectValue)Items(In(before, "spec"), "items")[0], "a", PropertyValue.Of(5)), Items(In(before, "spec"), "items")[1]]))),
        $$"""{"spec": {"items": [{"a": 5, "b": {{Unknown}} }, {"a": 2}]} }""");

    [Fact]
    public void Apply_InsideOfASecret_StaysSecret() => Patched(
        $$"""{"data": { {{Secret}}, "value": {"ini": "old", "other": "x"} } }""",
        before => With(before, "data", With(In(before, "data"), "ini", new TextValue("new") { IsSecret = true })),
        $$"""{"data": { {{Secret}}, "value": {"ini": "new", "other": "x"} } }""");

    [Fact]
    public void Apply_NewMember_IsAddedAndASecretOneAsASecret() => Patched(
        """{}""",
        before => With(With(before, "list", new ListValue([PropertyValue.Of(1), PropertyValue.Null, PropertyValue.Unknown])), "key", new TextValue("k") { IsSecret = true }),
        $$"""{"list": [1, null, "04da6b54-80e4-46f7-96ec-b56ff0331ba9"], "key": { {{Secret}}, "value": "k" } }""");

    [Fact]
    public void Apply_MemberGone_IsRemoved() => Patched("""{"a": 1, "b": 2}""", before => Without(before, "a"), """{"b": 2}""");

    [Fact]
    public void Apply_ListOfAnotherLength_IsWrittenAnew() => Patched(
        """{"a": [1, 2]}""", before => With(before, "a", new ListValue([PropertyValue.Of("x")])), """{"a": ["x"]}""");

    private static void Patched(string json, Func<ObjectValue, ObjectValue> change, string expected)
    {
        var properties = Struct.Parser.ParseJson(json);
        var before = PropertyReader.Read(properties.ToByteArray());

        StructPatch.Apply(properties, before, change(before));

        Assert.Equal(Struct.Parser.ParseJson(expected), properties);
    }

    private static ObjectValue In(ObjectValue map, string name) => (ObjectValue)map.Members[name];

    private static System.Collections.Immutable.ImmutableArray<PropertyValue> Items(ObjectValue map, string name) => ((ListValue)map.Members[name]).Items;

    private static ObjectValue With(ObjectValue map, string name, PropertyValue value) =>
        map with { Members = new Dictionary<string, PropertyValue>(map.Members, StringComparer.Ordinal) { [name] = value } };

    private static ObjectValue Without(ObjectValue map, string name) =>
        map with { Members = map.Members.Where(member => member.Key != name).ToDictionary(StringComparer.Ordinal) };
}
