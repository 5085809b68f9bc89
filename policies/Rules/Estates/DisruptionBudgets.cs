using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds the PodDisruptionBudgets of a stack over pods, by their selectors.</summary>
internal sealed class DisruptionBudgets
{
    private static readonly string[] Types = ["kubernetes:policy/v1:PodDisruptionBudget", "kubernetes:policy/v1beta1:PodDisruptionBudget"];

    private readonly Dictionary<(string Space, string Key, string Value), List<Property>> _byLabel = [];
    private readonly HashSet<string> _ofAll = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public DisruptionBudgets(ResourceGraph graph)
    {
        foreach (var budget in Types.SelectMany(graph.OfType))
            Add(KubernetesIndex.SpaceOf(budget), budget["spec"]["selector"]);
    }

    /// <summary>Whether one selects the pods of a workload; null where one may, whose selector is not known.</summary>
    public bool? Cover(PodWorkload workload)
    {
        var space = KubernetesIndex.SpaceOf(workload.Resource);
        var labels = workload.Labels;
        foreach (var (name, value) in labels.Members)
        {
            if (value.Text.Value is { } text && _byLabel.TryGetValue((space, name, text), out var selectors)
                && selectors.Exists(selector => Selects(selector, labels)))
                return true;
        }

        var isOpen = _byLabel.Count > 0 && (labels.IsUnknown || labels.Members.Any(label => label.Value.IsUnknown));
        return _ofAll.Contains(space) ? true : _open.Contains(space) || isOpen ? null : false;
    }

    /// <summary>An empty selector selects every pod, none selects no pod (Kubernetes API reference, PodDisruptionBudgetSpec).</summary>
    private void Add(string space, Property selector)
    {
        var wanted = selector["matchLabels"];
        if (selector.IsAbsent)
            return;
        // A selector is kept under one of its labels, and the rest is compared.
        if (wanted.IsUnknown || !selector["matchExpressions"].IsAbsent || wanted.Members.Any(label => label.Value.IsUnknown))
            _open.Add(space);
        else if (wanted.Members.FirstOrDefault() is { Name: { } name, Value.Text.Value: { } text })
            (_byLabel.TryGetValue((space, name, text), out var list) ? list : _byLabel[(space, name, text)] = []).Add(wanted);
        else
            _ofAll.Add(space);
    }

    private static bool Selects(Property wanted, Property labels) =>
        wanted.Members.All(label => label.Value.Text.Value is { } text && labels[label.Name].Text.Value == text);
}
