using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads claims: resources of their own, and annotations on workloads with the same members in JSON.</summary>
internal sealed class ClaimReader(ResourceGraph graph, Reads reads)
{
    /// <summary>Type token of a claim.</summary>
    public const string Token = "pooling:index:ConnectionClaim";

    /// <summary>Annotation with a claim.</summary>
    public const string Annotation = "pooling.infra/claim";

    public IEnumerable<Client> Resources() =>
        graph.OfType(Token).Select(node => Read(node, new Property("", node.Properties), node["workload"].Text.Value ?? node.Name, null));

    /// <summary>The claim on a workload; null where it has none, or one that cannot be read.</summary>
    public Client? On(PodWorkload workload)
    {
        foreach (var annotations in workload.Annotations)
        {
            var annotation = annotations[Annotation];
            if (annotation.IsAbsent)
                continue;
            if (annotation.Text is { IsKnown: true, Value: { } text } && JsonProperties.Parse(text) is ObjectValue claim)
                return Read(workload.Resource, new Property(annotation.Path, claim), workload.Name, workload.Copies);
            if (!annotation.IsUnknown)
                reads.Malformed(workload.Resource, annotation, "a JSON object with the members of a ConnectionClaim, such as {\"poolSize\": 4}");
            return Unknown(workload, annotation);
        }

        return null;
    }

    private Client Unknown(PodWorkload workload, Property annotation) => new()
    {
        Name = workload.Name,
        Graph = graph,
        Resource = workload.Resource,
        Source = ClientSource.Annotation,
        Copies = workload.Copies,
        PoolAt = Reads.At(workload.Resource, annotation),
        HostAt = Reads.At(workload.Resource, annotation),
        IsPoolUnknown = true,
    };

    private Client Read(ResourceNode node, Property claim, string name, CopyCount? copies)
    {
        var processes = reads.Count(node, claim["processes"], 1);
        var (size, overflow) = (claim["poolSize"], claim["poolOverflow"]);
        var (kept, peak) = (reads.Count(node, size, 0), reads.Count(node, overflow, 0));
        var isUnknown = !kept.IsKnown || !peak.IsKnown;
        return new()
        {
            Name = name,
            Graph = graph,
            Resource = node,
            Source = node.Type == Token ? ClientSource.Claim : ClientSource.Annotation,
            Copies = claim["minReplicas"].IsAbsent && claim["maxReplicas"].IsAbsent && copies is not null ? copies : Copies(node, claim),
            Processes = Math.Max(1, Reads.Int(processes.Value.Min)),
            ProcessesAt = processes.At,
            Pool = size.IsAbsent ? null : new(Reads.Int(kept.Value.Min), Reads.Int(peak.Value.Min)),
            PoolAt = (kept.IsKnown ? peak.IsKnown ? kept : peak : kept).At,
            IsPoolUnknown = !size.IsAbsent && isUnknown,
            Doubts = (processes.IsKnown ? DemandDoubts.None : DemandDoubts.Processes) | (isUnknown ? DemandDoubts.Pool : DemandDoubts.None),
            User = claim["user"].Text.Value,
            Database = claim["database"].Text.Value,
            StatedRoute = RouteOf(node, claim["route"]),
            Host = claim["host"].Text.Value?.ToLowerInvariant(),
            Port = claim["port"].WholeNumber is { IsKnown: true } port ? Reads.Int(port.Value) : null,
            HostAt = Reads.At(node, claim["host"]),
            IsHostSecret = claim["host"].IsSecret,
            Server = new(
                Reads.At(node, claim["maxConnections"]),
                claim["maxConnections"].IsAbsent ? null : reads.Count(node, claim["maxConnections"], 0),
                Stated(node, claim["superuserReserved"]),
                Stated(node, claim["providerReserved"]),
                Stated(node, claim["adminReserved"]) ?? 0,
                Stated(node, claim["otherReserved"]) ?? 0,
                Stated(node, claim["replicas"]) is { } replicas ? Reads.Int(replicas) : null),
        };
    }

    private long? Stated(ResourceNode node, Property property) =>
        property.IsAbsent ? null : reads.Count(node, property, 0) is { IsKnown: true } known ? Math.Min(known.Value.Min, int.MaxValue) : null;

    private Route? RouteOf(ResourceNode node, Property route)
    {
        if (route.Text is { IsKnown: true, Value: { } text })
        {
            if (Spelling.Find<Route>(text) is { } known)
                return known;
            reads.Malformed(node, route, string.Join(", ", Spelling.All<Route>()));
        }

        return null;
    }

    private CopyCount Copies(ResourceNode node, Property claim)
    {
        var min = reads.Count(node, claim["minReplicas"], 0);
        var limit = claim["maxReplicas"];
        var max = limit.IsAbsent ? Quantity.Unknown(Reads.At(node, limit)) : reads.Count(node, limit, 0);
        var surge = claim["surge"];
        var share = surge.IsAbsent ? Surge.Count(0) : PodWorkloadReader.ParseSurge(surge.Text.Value ?? (surge.WholeNumber is { IsKnown: true } count ? $"{count.Value}" : null));
        if (share is null && !surge.IsUnknown)
            reads.Malformed(node, surge, "a number of replicas, or a share such as 25%");
        var least = Reads.Int(min.Value.Min);
        return new(new(least, max.IsKnown ? Math.Max(least, Reads.Int(max.Value.Min)) : null, share ?? Surge.Count(0)), min.At, max.At, Reads.At(node, surge))
        {
            Doubts = (min.IsKnown ? DemandDoubts.None : DemandDoubts.Fewest) | (share is null ? DemandDoubts.Surge : DemandDoubts.None),
            IsMaxUnknown = !max.IsKnown && !limit.IsAbsent,
            IsScaled = max.Value != min.Value,
        };
    }
}
