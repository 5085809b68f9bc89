using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds clients in Lambda functions and ECS services.</summary>
internal sealed class CloudClients(ResourceGraph graph, NameIndex names, EnvironmentClients environments, Reads reads)
{
    private const string TaskDefinition = "aws:ecs/taskDefinition:TaskDefinition";

    public IEnumerable<Client> Read() => Functions().Concat(Services());

    private IEnumerable<Client> Functions()
    {
        foreach (var node in graph.OfType("aws:lambda/function:Function"))
        {
            var environment = Map(node, node["environment"]["variables"]);
            foreach (var client in environments.Of(node, node["name"].Text.Value ?? node.Name, Concurrency(node), environment))
                yield return client;
        }
    }

    /// <summary>-1, the default, reserves nothing: the function then grows up to the limit of the account.</summary>
    private CopyCount Concurrency(ResourceNode node)
    {
        var reserved = node["reservedConcurrentExecutions"];
        var at = Reads.At(node, reserved);
        if (reserved.IsAbsent || reserved.WholeNumber is { IsKnown: true, Value: -1 })
            return new(new(0, null, Surge.Count(0)), at, at, at) { IsScaled = true };
        var count = reads.Count(node, reserved, 0);
        return new(new(0, count.IsKnown ? Reads.Int(count.Value.Min) : null, Surge.Count(0)), at, at, at) { IsScaled = true, IsMaxUnknown = !count.IsKnown };
    }

    private static ProgramEnvironment Map(ResourceNode node, Property map)
    {
        var variables = new Dictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var (name, value) in map.Members)
            variables[name] = new(name, value.Text, Reads.At(node, value)) { IsSecret = value.IsSecret };
        return new(variables) { UnreadAt = map.IsUnknown ? Reads.At(node, map) : null };
    }

    private IEnumerable<Client> Services()
    {
        Dictionary<string, ResourceNode>? scaling = null;
        foreach (var node in graph.OfType("aws:ecs/service:Service"))
        {
            var task = node["taskDefinition"].Text is { IsKnown: true, Value: { } arn } ? names.Find(TaskDefinition, "arn", arn) : null;
            task ??= Links.Only(graph, node, "taskDefinition", found => found.Type == TaskDefinition);
            scaling ??= Scaling();
            var name = node["name"].Text.Value ?? node.Name;
            var copies = Copies(node, scaling.GetValueOrDefault(node.Urn) ?? scaling.GetValueOrDefault(name));
            if (task is null)
            {
                // Its task is made elsewhere.
                yield return environments.Possible(node, name, copies, Reads.At(node, node["taskDefinition"]));
                continue;
            }

            foreach (var client in Containers(task).SelectMany(environment => environments.Of(task, name, copies, environment)))
                yield return client;
        }
    }

    private IEnumerable<ProgramEnvironment> Containers(ResourceNode task)
    {
        var definitions = task["containerDefinitions"];
        if (definitions.IsUnknown)
            yield return ProgramEnvironment.Unread(Reads.At(task, definitions));
        if (definitions.Text is not { IsKnown: true, Value: { } text })
            yield break;
        if (JsonProperties.Parse(text) is not ListValue list)
        {
            reads.Malformed(task, definitions, "a JSON list of container definitions");
            yield break;
        }

        foreach (var container in new Property(definitions.Path, list).Items)
        {
            var variables = new Dictionary<string, Variable>(StringComparer.Ordinal);
            foreach (var item in container["environment"].Items)
            {
                if (item["name"].Text.Value is { } name)
                    variables[name] = new(name, item["value"].Text, Reads.At(task, item["value"])) { IsSecret = definitions.IsSecret };
            }

            foreach (var item in container["secrets"].Items)
            {
                if (item["name"].Text.Value is { } name)
                    variables[name] = new(name, new(ReadingState.Unknown, null, item.Path), Reads.At(task, item)) { IsSecret = true };
            }

            var files = container["environmentFiles"];
            yield return new(variables) { UnreadAt = files.Items.Any() ? Reads.At(task, files) : null };
        }
    }

    private Dictionary<string, ResourceNode> Scaling()
    {
        var targets = new Dictionary<string, ResourceNode>(StringComparer.Ordinal);
        foreach (var node in graph.OfType("aws:appautoscaling/target:Target"))
        {
            if (node["resourceId"].Text is { IsKnown: true, Value: { } id })
                targets.TryAdd(id[(id.LastIndexOf('/') + 1)..], node);
            else if (Links.Only(graph, node, "resourceId", found => found.Type == "aws:ecs/service:Service") is { } service)
                targets.TryAdd(service.Urn, node);
        }

        return targets;
    }

    /// <summary>A rollout runs up to deploymentMaximumPercent of the tasks, 200 by default (Amazon ECS API reference, DeploymentConfiguration).</summary>
    private CopyCount Copies(ResourceNode node, ResourceNode? target)
    {
        // One for each instance of the cluster, whatever desiredCount says.
        var strategy = node["schedulingStrategy"];
        if (strategy.IsUnknown || strategy.Text.Value == "DAEMON")
            return CopyCount.Unknown(Reads.At(node, strategy));
        var percent = reads.Count(node, node["deploymentMaximumPercent"], 200);
        var doubts = percent.IsKnown ? DemandDoubts.None : DemandDoubts.Surge;
        var (min, max) = target is null
            ? (reads.Count(node, node["desiredCount"], 1), reads.Count(node, node["desiredCount"], 1))
            : (reads.Count(target, target["minCapacity"], 0), reads.Count(target, target["maxCapacity"], 0));
        var over = Math.Clamp(percent.Value.Min - 100, 0, 1000);
        var surge = over <= 100 ? Surge.Percent((int)over) : Surge.Count(Reads.Int(max.Value.Min * over / 100));
        return new(
            new(Reads.Int(min.Value.Min), max.IsKnown ? Math.Max(Reads.Int(min.Value.Min), Reads.Int(max.Value.Min)) : null, surge), min.At, max.At, percent.At)
        {
            Doubts = doubts | (min.IsKnown ? DemandDoubts.None : DemandDoubts.Fewest),
            IsMaxUnknown = !max.IsKnown,
            IsScaled = target is not null,
        };
    }
}
