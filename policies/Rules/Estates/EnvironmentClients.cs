using System.Globalization;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds the pools of a program in its environment.</summary>
internal sealed class EnvironmentClients(ResourceGraph graph, Reads reads)
{
    /// <summary>
    /// Each pool as a client of its own; none where the environment speaks of no database. Where it cannot be read, a client that only may
    /// be one.
    /// </summary>
    public IEnumerable<Client> Of(ResourceNode node, string name, CopyCount copies, ProgramEnvironment environment)
    {
        var found = false;
        foreach (var names in new[] { EnvironmentNames.FidesReadOnly, EnvironmentNames.Fides })
        {
            // A worker that only reads names the primary too, and has no pool there.
            if (environment.First(names.Host.AsSpan()) is null || (found && environment.First(names.Size.AsSpan()) is null))
                continue;
            found = true;
            yield return OfHost(node, name, copies, environment, names);
        }

        var strings = Strings(environment);
        foreach (var (variable, text) in strings)
        {
            found = true;
            // The console of a PgBouncer opens nothing behind it.
            if (text?.Database != "pgbouncer")
                yield return OfString(node, strings.Count == 1 ? name : $"{name} {variable.Name}", copies, environment, variable, text);
        }

        if (found)
            yield break;
        var isOther = OtherDatabases.IsMeant(environment);
        var common = isOther ? EnvironmentNames.Postgres : EnvironmentNames.Common;
        if (environment.First(common.Host.AsSpan()) is not null || (!isOther && HasPool(environment)))
            yield return OfHost(node, name, copies, environment, common);
        else if (environment.OpenAt is { } open)
            yield return Possible(node, name, copies, open, environment);
    }

    /// <summary>A program of which only its resource may tell whether it connects.</summary>
    public Client Possible(ResourceNode node, string name, CopyCount copies, Subject open, ProgramEnvironment? environment = null) => new()
    {
        Name = name,
        Graph = graph,
        Resource = node,
        Source = ClientSource.Environment,
        IsPossible = true,
        Copies = copies,
        ProcessesAt = open,
        Pool = new(0),
        PoolAt = open,
        IsPoolUnknown = true,
        Doubts = DemandDoubts.Pool,
        HostAt = open,
        Environment = environment ?? ProgramEnvironment.Unread(open),
    };

    private static bool HasPool(ProgramEnvironment environment) => EnvironmentNames.Common.Size.Concat(EnvironmentNames.Common.Overflow)
        .Any(name => name != EnvironmentNames.AnyPool && environment[name] is not null);

    private static List<(Variable Variable, ConnectionText? Text)> Strings(ProgramEnvironment environment)
    {
        var found = new List<(Variable, ConnectionText?)>();
        var seen = new HashSet<(string?, int?, string?, string?)>();
        foreach (var variable in environment.ByName.Values.OrderBy(variable => variable.Name, StringComparer.Ordinal))
        {
            var text = variable.Value is { IsKnown: true, Value: { } value } ? ConnectionText.Parse(value) : null;
            // Named after another product; only a URI says by itself that it is PostgreSQL.
            if (text is { Form: ConnectionForm.Npgsql or ConnectionForm.Keywords } && OtherDatabases.IsNamed(variable.Name))
                continue;
            var isOpen = text is null && !variable.Value.IsKnown && EnvironmentNames.IsConnectionString(variable.Name);
            if (isOpen || (text?.Host is not null && seen.Add((text.Host, text.Port, text.Database, text.User))))
                found.Add((variable, text));
        }

        return found;
    }

    private Client OfString(ResourceNode node, string name, CopyCount copies, ProgramEnvironment environment, Variable variable, ConnectionText? text)
    {
        var pool = PoolOf(environment, EnvironmentNames.Common, variable, text);
        var (processes, processesAt, doubt) = Processes(node, environment);
        return new()
        {
            Name = name,
            Graph = graph,
            Resource = node,
            Source = ClientSource.Environment,
            Copies = copies,
            Processes = processes,
            ProcessesAt = processesAt,
            Pool = pool.Options,
            PoolAt = pool.At,
            IsPoolUnknown = pool.IsUnknown,
            MinPool = text?.Number("minimum pool size", "min pool size", "minpoolsize", "pool_min_conns") ?? 0,
            Doubts = doubt | (pool is { IsUnknown: true, Options: not null } ? DemandDoubts.Pool : DemandDoubts.None),
            User = text?.User,
            Database = text?.Database,
            Host = text?.Host,
            Port = text?.Port ?? (text is null ? null : 5432),
            HostAt = variable.At,
            IsHostSecret = variable.IsSecret,
            Connection = text,
            Environment = environment,
        };
    }

    private Client OfHost(ResourceNode node, string name, CopyCount copies, ProgramEnvironment environment, EnvironmentNames names)
    {
        var host = environment.First(names.Host.AsSpan());
        var pool = PoolOf(environment, names, host, null);
        var (processes, processesAt, doubt) = Processes(node, environment);
        var port = environment.First(names.Port.AsSpan());
        return new()
        {
            Name = name + names.Suffix,
            Graph = graph,
            Resource = node,
            Source = ClientSource.Environment,
            Copies = copies,
            Processes = processes,
            ProcessesAt = processesAt,
            Pool = pool.Options,
            PoolAt = pool.At,
            IsPoolUnknown = pool.IsUnknown,
            Doubts = doubt | (pool is { IsUnknown: true, Options: not null } ? DemandDoubts.Pool : DemandDoubts.None),
            User = environment.First(names.User.AsSpan())?.Value.Value,
            Database = environment.First(names.Database.AsSpan())?.Value.Value,
            StatedRoute = names.IsReadOnly ? Route.ReadOnly : null,
            Host = host?.Value.Value is { Length: > 0 } known ? known.ToLowerInvariant() : null,
            Port = port is null ? 5432 : Number(port.Value),
            HostAt = host?.At ?? environment.UnreadAt ?? new(node.Urn, ""),
            IsHostSecret = host?.IsSecret == true || port?.IsSecret == true,
            Environment = environment,
        };
    }

    private (PoolOptions? Options, Subject At, bool IsUnknown) PoolOf(
        ProgramEnvironment environment, EnvironmentNames names, Variable? source, ConnectionText? text)
    {
        var at = source?.At ?? environment.UnreadAt ?? default;
        if (text?.Number("maximum pool size", "max pool size", "maxpoolsize", "pool_max_conns", "max_conns", "connection_limit", "pool_size") is { } own)
            return (new(own, text.Number("max_overflow") ?? 0), at, false);
        // One for its own queries and one for its collectors (postgres_exporter sources: each pool is limited to 1).
        if (source?.Name == EnvironmentNames.Exporter)
            return (new(2), at, false);

        var (size, overflow) = (environment.First(names.Size.AsSpan()), environment.First(names.Overflow.AsSpan()));
        var byDefault = names.Default ?? (text?.Form == ConnectionForm.Sqlalchemy ? (5, 10) : null);
        if (size is null && overflow is null)
        {
            // Npgsql keeps at most 100 unless it is told otherwise (Npgsql documentation, "Connection String Parameters").
            return text is { Form: ConnectionForm.Npgsql } && text.Options.GetValueOrDefault("pooling")?.ToLowerInvariant() != "false" ? (new(100), at, false)
                : byDefault is { } usual ? (new(usual.Size, usual.Overflow), at, false)
                : (null, at, environment.UnreadAt is not null || source is null or { Value.IsKnown: false });
        }

        var sizeAt = size?.At ?? overflow!.Value.At;
        var kept = size is { } given ? Number(given) : byDefault?.Size ?? 5;
        // SQLAlchemy's overflow is 10 where only its pool size is said; other pools have none.
        var peak = overflow is { } more ? Number(more) : byDefault?.Overflow ?? 0;
        return (new(kept ?? 0, peak ?? 0), kept is null ? sizeAt : peak is null ? overflow!.Value.At : sizeAt, kept is null || peak is null);
    }

    private (int Count, Subject At, DemandDoubts Doubt) Processes(ResourceNode node, ProgramEnvironment environment)
    {
        if (environment.First(EnvironmentNames.Processes.AsSpan()) is not { } variable)
            return (1, new(node.Urn, ""), DemandDoubts.None);
        return Number(variable) is { } count and > 0 ? (count, variable.At, DemandDoubts.None) : (1, variable.At, DemandDoubts.Processes);
    }

    private int? Number(Variable variable)
    {
        if (variable.Value is not { IsKnown: true, Value: { } text })
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        reads.Report(new(variable.At, $"{variable.Name} cannot be used", null, "a whole number of 0 or more", "write such a value"));
        return null;
    }
}
