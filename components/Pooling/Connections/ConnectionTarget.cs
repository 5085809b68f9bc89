using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections;

/// <summary>Where a client connects to.</summary>
/// <param name="Host">Host name or IP address, one and without brackets; ASCII.</param>
/// <param name="Port">TCP port, 1 to 65535.</param>
/// <param name="Database">Name of the database as the pooler knows it; any text without NUL.</param>
/// <param name="Route">Way to the database; on <see cref="Specification.Route.Direct"/> no pooler stands between.</param>
public sealed record ConnectionTarget(string Host, int Port, string Database, Route Route = Route.ReadWrite);
