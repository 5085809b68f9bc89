using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds clients in the containers of pods.</summary>
internal sealed class PodClients(ClaimReader claims, EnvironmentClients found, ContainerEnvironment environments)
{
    /// <summary>The programs of a workload that connect.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="pooler">The PgBouncer in its pods, which is no client; null where there is none.</param>
    public IEnumerable<Client> Of(PodWorkload workload, PgBouncerPooler? pooler)
    {
        if (claims.On(workload) is { } claim)
            return [claim];
        var running = workload.Containers.Where(container => pooler?.RunsIn(container) != true)
            .SelectMany(container => Of(workload, container, isOnly: workload.Containers.Length == 1)).ToList();
        // What prepares the database ends before the program that uses it connects, and so takes room that is that program's.
        var starting = workload.Starters.SelectMany(container => Of(workload, container, isOnly: false))
            .Where(starter => !running.Exists(client => Place(client) == Place(starter)));
        return workload.UnreadAt is { } unread
            ? [.. running, .. starting, found.Possible(workload.Resource, workload.Name, workload.Copies, unread)]
            : running.Concat(starting);
    }

    private static (string? Host, int? Port, string? Database, bool IsPossible) Place(Client client) =>
        (client.Host, client.Port, client.Database, client.IsPossible);

    private IEnumerable<Client> Of(PodWorkload workload, Property container, bool isOnly) => found.Of(
        workload.Resource,
        isOnly || container["name"].Text.Value is not { } name ? workload.Name : $"{workload.Name}/{name}",
        workload.Copies,
        environments.Of(workload.Resource, container));
}
