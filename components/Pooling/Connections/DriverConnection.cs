using System.Collections.Immutable;

namespace Infra.Pooling.Connections;

/// <summary>How one driver is told about a connection.</summary>
/// <param name="Name">The form: one of <see cref="ConnectionForms"/>.</param>
/// <param name="Text">The connection string, as the driver takes it. A secret when it was made with a password.</param>
/// <param name="Arguments">What the string cannot say, by the names of the library's own arguments; never a secret.</param>
/// <param name="Notes">What a reader should know, one sentence each.</param>
public sealed record DriverConnection(
    string Name, string Text, ImmutableSortedDictionary<string, string> Arguments, ImmutableArray<string> Notes)
{
    /// <summary>The name of the form only, because the text may be a secret.</summary>
    public override string ToString() => Name;
}
