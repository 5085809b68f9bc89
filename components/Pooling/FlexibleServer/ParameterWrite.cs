namespace Infra.Pooling.FlexibleServer;

/// <summary>One parameter of one server.</summary>
/// <param name="Server">The server: 0 for the primary, else the number of the replica.</param>
/// <param name="Name">Name of the parameter.</param>
/// <param name="Value">Its value, in PostgreSQL's unit-less form.</param>
/// <param name="IsDynamic">Whether it takes effect at once; otherwise it waits for a restart, which nothing here causes.</param>
public sealed record ParameterWrite(int Server, string Name, string Value, bool IsDynamic);
