using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Graph;

public class PropertyTests
{
    private static readonly ResourceNode Deployment = new("urn", "type", "name", Map(
        ("spec", Map(
            ("replicas", PropertyValue.Of("3")),
            ("paused", PropertyValue.Of("false")),
            ("template", PropertyValue.Unknown),
            ("names", new ListValue([PropertyValue.Of("a"), PropertyValue.Of(1.5)]))))));

    [Fact]
    public void WholeNumber_NumberAsText_IsKnown() =>
        Assert.Equal(new Reading<long>(ReadingState.Known, 3, "spec.replicas"), Deployment["spec"]["replicas"].WholeNumber);

    [Fact]
    public void Boolean_Text_IsKnown() =>
        Assert.Equal(new Reading<bool>(ReadingState.Known, false, "spec.paused"), Deployment["spec"]["paused"].Boolean);

    [Fact]
    public void Text_BelowUnknown_IsUnknown() =>
        Assert.Equal(
            new Reading<string>(ReadingState.Unknown, null, "spec.template.metadata.name"),
            Deployment["spec"]["template"]["metadata"]["name"].Text);

    [Fact]
    public void Text_BelowNothing_IsAbsent() =>
        Assert.Equal(new Reading<string>(ReadingState.Absent, null, "status.phase"), Deployment["status"]["phase"].Text);

    [Fact]
    public void WholeNumber_Fraction_IsMalformed() =>
        Assert.Equal(
            new Reading<long>(ReadingState.Malformed, 0, "spec.names[1]"),
            Deployment["spec"]["names"].Items.Last().WholeNumber);

    [Fact]
    public void ToString_Secret_DoesNotShowIt() =>
        Assert.Equal("TextValue", (PropertyValue.Of("hunter2") with { IsSecret = true }).ToString());

    private static ObjectValue Map(params (string Key, PropertyValue Value)[] members) =>
        new(members.ToImmutableDictionary(member => member.Key, member => member.Value));
}
