using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads values for the estate: what is not known becomes an open interval, what has the wrong type is reported and is not known.</summary>
internal sealed class Reads(List<Unreadable> unreadables)
{
    public void Report(Unreadable unreadable) => unreadables.Add(unreadable);

    /// <summary>A whole number of 0 or more.</summary>
    public Quantity Count(ResourceNode node, Property property, long byDefault)
    {
        var at = At(node, property);
        var reading = property.WholeNumber;
        switch (reading.State)
        {
            case ReadingState.Absent:
                return Quantity.Known(byDefault, at);
            case ReadingState.Unknown:
                return Quantity.Unknown(at);
            case ReadingState.Known when reading.Value >= 0:
                return Quantity.Known(reading.Value, at);
            default:
                Malformed(node, property, "a whole number of 0 or more");
                return Quantity.Unknown(at);
        }
    }

    public void Malformed(ResourceNode node, Property property, string allowed) =>
        Report(new(At(node, property), "cannot be used", Shown(property), allowed, "write such a value"));

    public static Subject At(ResourceNode node, Property property) => new(node.Urn, property.Path);

    /// <summary>A number as a count of copies or processes, which the budget keeps as an int.</summary>
    public static int Int(long value) => (int)Math.Clamp(value, 0, int.MaxValue);

    private static string Shown(Property property) => property switch
    {
        { IsSecret: true } => "[secret]",
        { Value: TextValue text } when text.Value.Length <= 80 => $"\"{text.Value}\"",
        { Value: NumberValue number } => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        { Value: BooleanValue } => "a truth value",
        { Value: TextValue } => "a long text",
        { Value: ListValue } => "a list",
        _ => "a mapping",
    };
}
