using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds PgBouncer in the pods of a stack, and reads its configuration once.</summary>
internal sealed class PgBouncerReader(ResourceGraph graph, KubernetesIndex index, ContainerEnvironment environments, Reads reads)
{
    private static readonly ImmutableArray<string> Contents = ["data", "stringData"];

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The poolers; the workloads that they run in are theirs, and no clients.</summary>
    public IEnumerable<PgBouncerPooler> Read(IReadOnlyList<PodWorkload> workloads)
    {
        var services = new ServiceIndex(graph);
        foreach (var workload in workloads)
        {
            var container = workload.Containers.FirstOrDefault(one => IsPgBouncer(Image(one)));
            var (found, volume) = Configuration(workload, isCertain: container.Path is not null);
            if (found is null && container.Path is null)
                continue;
            var at = container.Path is null ? Reader(workload, volume) : container;
            yield return Make(workload, at, found ?? FromEnvironment(workload, at), services.HostsOf(workload));
        }

        foreach (var holder in graph.OfType("kubernetes:core/v1:ConfigMap").Concat(graph.OfType("kubernetes:core/v1:Secret")))
        {
            // Its pods are made elsewhere, so that nobody here knows how many there are.
            if (!_used.Contains(holder.Urn) && IniOf(holder) is { } ini)
                yield return Make(null, default, ini, []);
        }
    }

    private static bool IsPgBouncer(string? image) => image?.Contains("pgbouncer", StringComparison.OrdinalIgnoreCase) == true
        && !image.Contains("exporter", StringComparison.OrdinalIgnoreCase);

    private static string? Image(Property container) => container["image"].Text.Value;

    /// <summary>The container that reads a volume, where no image says which one PgBouncer is.</summary>
    private static Property Reader(PodWorkload workload, string? volume) =>
        workload.Containers.Where(container => container["volumeMounts"].Items.Any(mount => volume is not null && mount["name"].Text.Value == volume))
            .Concat(workload.Containers).FirstOrDefault();

    /// <summary>The configuration in the volumes of pods, and the name of its volume.</summary>
    /// <param name="workload">The pods.</param>
    /// <param name="isCertain">Whether PgBouncer runs in them, so that a volume with unknown contents may hold the file.</param>
    private (Found? Found, string? Volume) Configuration(PodWorkload workload, bool isCertain)
    {
        Found? open = null;
        foreach (var volume in workload.Template["volumes"].Items)
        {
            foreach (var holder in Holders(workload.Resource, volume))
            {
                if (IniOf(holder) is { } ini)
                {
                    _used.Add(holder.Urn);
                    return (ini, volume["name"].Text.Value);
                }

                foreach (var part in Contents.Where(part => isCertain && holder[part].IsUnknown))
                    open ??= new(holder, holder[part], null, holder.Type.EndsWith(":Secret", StringComparison.Ordinal));
            }
        }

        return (open, null);
    }

    private IEnumerable<ResourceNode> Holders(ResourceNode workload, Property volume)
    {
        foreach (var source in volume["projected"]["sources"].Items.Prepend(volume))
        {
            if (index.Find("ConfigMap", workload, source["configMap"]["name"]) is { } map)
                yield return map;
            if (index.Find("Secret", workload, source["secret"][source.Path == volume.Path ? "secretName" : "name"]) is { } secret)
                yield return secret;
        }
    }

    private static Found? IniOf(ResourceNode holder)
    {
        var isSecret = holder.Type.EndsWith(":Secret", StringComparison.Ordinal);
        foreach (var part in isSecret ? new[] { "stringData", "data" } : ["data"])
        {
            var data = holder[part];
            if (data.IsUnknown && holder["metadata"]["annotations"][PgBouncerPlanner.PlannedAnnotation].Text.Value is { } planned)
                return new(holder, data["pgbouncer.ini"], planned, isSecret) { HasUnknownHosts = true };
            foreach (var (key, _) in data.Members)
            {
                if (!key.EndsWith("pgbouncer.ini", StringComparison.Ordinal))
                    continue;
                var (text, at) = ContainerEnvironment.Item(holder, key);
                return new(holder, at, text.Value, isSecret || at.IsSecret) { IsMalformed = text.State == ReadingState.Malformed };
            }
        }

        return null;
    }

    private Found FromEnvironment(PodWorkload workload, Property container)
    {
        var environment = environments.Of(workload.Resource, container);
        return new(workload.Resource, container["env"], EnvironmentIni.Of(environment), EnvironmentIni.IsSecret(environment));
    }

    private PgBouncerPooler Make(PodWorkload? workload, Property container, Found found, ImmutableArray<string> hosts)
    {
        var at = Reads.At(found.Holder, found.Property);
        var image = workload is null ? null : Image(container);
        var isKnown = PgBouncerVersion.TryParse(image is null ? null : ImageReference.Parse(image).Version, out var version);
        return new()
        {
            Stack = graph.Stack,
            Name = workload?.Name ?? KubernetesIndex.NameOf(found.Holder) ?? found.Holder.Name,
            Workload = workload,
            Resource = workload?.Resource ?? found.Holder,
            Holder = found.Holder,
            At = at,
            Document = Parse(found, at),
            HasUnknownHosts = found.HasUnknownHosts,
            IsSecret = found.IsSecret,
            Version = isKnown ? version : PgBouncerVersion.Newest,
            IsVersionKnown = isKnown,
            Image = workload is null ? null : container["image"],
            Copies = workload?.Copies ?? CopyCount.Unknown(at with { Path = "" }),
            Hosts = hosts,
            Processes = workload is null ? 1 : ProcessesOf(workload, container),
        };
    }

    /// <summary>The variable by which our own pods are told how many processes to start.</summary>
    private int ProcessesOf(PodWorkload workload, Property container) =>
        environments.Of(workload.Resource, container)["POOLER_PROCESSES"]?.Value.Value is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;

    private IniDocument? Parse(Found found, Subject at)
    {
        if (found.IsMalformed)
            reads.Malformed(found.Holder, found.Property, "Base64");
        if (found.Text is null)
            return null;
        var document = IniParser.Parse("pgbouncer.ini", found.Text, name => Included(found.Holder, name));
        foreach (var finding in document.Findings.Where(finding => finding.Refused))
        {
            reads.Report(new(
                at with { Path = string.Create(CultureInfo.InvariantCulture, $"{at.Path}:{finding.Line}") },
                $"{finding.File} cannot be read: {finding.Problem}",
                found.IsSecret ? null : finding.Received,
                finding.Allowed,
                finding.Fix));
        }

        return document;
    }

    /// <summary>A file of the same holder; what is secret or comes from elsewhere counts as empty.</summary>
    private static string? Included(ResourceNode holder, string name)
    {
        var (text, _) = ContainerEnvironment.Item(holder, name[(name.LastIndexOf('/') + 1)..]);
        return text.IsUnknown ? "" : text.Value;
    }

    private sealed record Found(ResourceNode Holder, Property Property, string? Text, bool IsSecret)
    {
        public bool HasUnknownHosts { get; init; }

        public bool IsMalformed { get; init; }
    }
}
