using System.Collections.Immutable;
using System.Text;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections;

/// <summary>Where a client connects to.</summary>
/// <param name="Host">Host name or IP address, one and without brackets; ASCII.</param>
/// <param name="Port">TCP port, 1 to 65535.</param>
/// <param name="Database">Name of the database as the pooler knows it; any text without NUL.</param>
/// <param name="Route">Way to the database; on <see cref="Specification.Route.Direct"/> no pooler stands between.</param>
public sealed record ConnectionTarget(string Host, int Port, string Database, Route Route = Route.ReadWrite)
{
    /// <summary>
    /// Further hosts on the same port that serve as well, such as the other read replicas; default none. A driver that takes one host
    /// uses <see cref="Host"/>.
    /// </summary>
    public ImmutableArray<string> OtherHosts { get; init; } = [];

    /// <summary>Every host, <see cref="Host"/> first.</summary>
    internal ImmutableArray<string> Hosts => OtherHosts.Insert(0, Host);

    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"Host = {string.Join(',', Hosts)}, Port = {Port}, Database = {Database}, Route = {Route}");
        return true;
    }
}
