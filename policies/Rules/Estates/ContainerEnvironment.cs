using System.Text;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads the environment of a container, through the ConfigMaps and Secrets that it names.</summary>
internal sealed class ContainerEnvironment(KubernetesIndex index)
{
    public ProgramEnvironment Of(ResourceNode workload, Property container)
    {
        var variables = new Dictionary<string, Variable>(StringComparer.Ordinal);
        Subject? unread = new[] { container["env"], container["envFrom"] }.Where(list => list.IsUnknown)
            .Select(list => Reads.At(workload, list)).Cast<Subject?>().FirstOrDefault();
        foreach (var source in container["envFrom"].Items)
        {
            var prefix = source["prefix"].Text.Value ?? "";
            if (!AddAll(variables, prefix, "ConfigMap", workload, source["configMapRef"]["name"])
                && !AddAll(variables, prefix, "Secret", workload, source["secretRef"]["name"]))
            {
                unread = Reads.At(workload, source);
            }
        }

        foreach (var item in container["env"].Items)
        {
            if (item["name"].Text is { IsKnown: true, Value: { } name })
                variables[name] = Read(workload, name, item);
            else
                unread = Reads.At(workload, item);
        }

        return new(variables) { UnreadAt = unread };
    }

    /// <summary>The text of an item of a ConfigMap or Secret.</summary>
    public static (Reading<string> Text, Property At) Item(ResourceNode holder, string key)
    {
        var plain = holder.Type.EndsWith(":Secret", StringComparison.Ordinal) ? holder["stringData"][key] : holder["data"][key];
        if (!plain.IsAbsent || !holder.Type.EndsWith(":Secret", StringComparison.Ordinal))
            return (plain.Text, plain);
        var encoded = holder["data"][key];
        return (Decoded(encoded), encoded);
    }

    private static Reading<string> Decoded(Property encoded)
    {
        var text = encoded.Text;
        if (!text.IsKnown)
            return text;
        try
        {
            return text with { Value = Encoding.UTF8.GetString(Convert.FromBase64String(text.Value!)) };
        }
        catch (FormatException)
        {
            return new(ReadingState.Malformed, null, text.Path);
        }
    }

    private Variable Read(ResourceNode workload, string name, Property item)
    {
        var value = item["value"];
        var from = item["valueFrom"];
        if (from.IsAbsent)
            return new(name, value.IsAbsent ? new(ReadingState.Known, "", value.Path) : value.Text, Reads.At(workload, value)) { IsSecret = value.IsSecret };
        foreach (var (kind, reference) in new[] { ("ConfigMap", from["configMapKeyRef"]), ("Secret", from["secretKeyRef"]) })
        {
            if (reference["key"].Text.Value is { } key && index.Find(kind, workload, reference["name"]) is { } holder)
            {
                var (text, at) = Item(holder, key);
                return new(name, text.IsAbsent ? new(ReadingState.Unknown, null, text.Path) : text, Reads.At(holder, at)) { IsSecret = kind == "Secret" || at.IsSecret };
            }
        }

        // A Secret made elsewhere, or a field of the pod.
        return new(name, new(ReadingState.Unknown, null, from.Path), Reads.At(workload, from)) { IsSecret = true };
    }

    private bool AddAll(Dictionary<string, Variable> variables, string prefix, string kind, ResourceNode workload, Property name)
    {
        if (name.IsAbsent || index.Find(kind, workload, name) is not { } holder)
            return false;
        var isSecret = kind == "Secret";
        var all = true;
        foreach (var part in isSecret ? new[] { "data", "stringData" } : ["data"])
        {
            all &= !holder[part].IsUnknown;
            foreach (var (key, value) in holder[part].Members)
            {
                var text = isSecret && part == "data" ? Decoded(value) : value.Text;
                variables[prefix + key] = new(prefix + key, text, Reads.At(holder, value)) { IsSecret = isSecret || value.IsSecret };
            }
        }

        return all;
    }
}
