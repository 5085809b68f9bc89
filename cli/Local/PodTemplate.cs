using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Pooling.Kubernetes;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Local;

/// <summary>What a Deployment or a StatefulSet of PgBouncer says about its pods.</summary>
internal sealed record PodTemplate
{
    public required string Name { get; init; }

    public required int Replicas { get; init; }

    public required int MaxSurge { get; init; }

    public required int MaxUnavailable { get; init; }

    /// <summary>Whether a pod starts only when the one that it replaces has ended: both would have the same name.</summary>
    public required bool OneAfterTheOther { get; init; }

    public required TimeSpan GracePeriod { get; init; }

    /// <summary>Folder of the main configuration file, relative to the pod's root.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The file that PgBouncer is started with, relative to <see cref="WorkingFolder"/>.</summary>
    public required string ConfigurationFile { get; init; }

    /// <summary>Every file of every volume, by its path relative to the pod's root.</summary>
    public required ImmutableSortedDictionary<string, string> Files { get; init; }

    /// <summary>What the configuration file says.</summary>
    public IniDocument Configuration =>
        IniParser.Parse(ConfigurationFile, Files[Path.Combine(WorkingFolder, ConfigurationFile)], _ => null);

    /// <summary>
    /// Eight hex digits that change exactly when a running process could not take the change over: pods with equal digits reload,
    /// others are replaced. As with a ReplicaSet, the digits are part of each pod's name.
    /// </summary>
    public string Generation(LocalMachine machine)
    {
        IniDocument written = Configuration;
        PgBouncerConfiguration configuration = new()
        {
            Version = PgBouncerVersion.Parse(machine.PgBouncerVersion.ToString()),
            Settings = written.Settings.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal),
            Databases =
            [
                .. written.Databases.Values.Select(entry => new DatabaseEntry(entry.Name, null)
                {
                    Settings = entry.Pairs.DistinctBy(pair => pair.Key).ToImmutableSortedDictionary(StringComparer.Ordinal),
                }),
            ],
        };
        IEnumerable<string> fixedAtStart = machine.PgBouncerCommand.Append("peers").Append(WorkingFolder).Append(ConfigurationFile)
            .Concat(RestartSettings.Of(configuration));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', fixedAtStart))))[..8];
    }

    /// <summary>Reads the one Deployment or StatefulSet and the objects that its volumes name.</summary>
    public static PodTemplate Read(ImmutableArray<JsonObject> manifests)
    {
        JsonObject[] deployments = [.. manifests.Where(manifest => Text(manifest["kind"]) is "Deployment" or "StatefulSet")];
        if (deployments is not [var deployment])
        {
            throw Fault("the local target plays exactly one Deployment or StatefulSet", $"{deployments.Length.ToString(CultureInfo.InvariantCulture)} of them", null);
        }
        string name = Text(deployment["metadata"]?["name"]) ?? throw Fault("a Deployment without a name", null, null);
        JsonNode pod = deployment["spec"]?["template"]?["spec"] ?? throw Fault($"Deployment {name} has no pod template", null, null);
        JsonNode container = (pod["containers"] as JsonArray)?.FirstOrDefault(container => Text(container?["name"]) == "pgbouncer")
            ?? throw Fault($"the pods of {name} must have a container pgbouncer", null, null);
        string[] command = [.. Strings(container["command"]), .. Strings(container["args"])];
        string configuration = command switch
        {
            // Here the signals and the reload come from the command line itself.
            ["/bin/sh", var program] when Path.GetFileName(program) == PoolerScript.FileName => PgBouncerPlanner.ConfigurationFile,
            ["pgbouncer", var file] => file,
            _ => throw Fault($"the container of {name} has an unknown command", string.Join(' ', command), "pgbouncer and one configuration file"),
        };

        string working = (Text(container["workingDir"]) ?? "/").Trim('/');
        ImmutableSortedDictionary<string, string> files = PodVolumes.Read(name, pod, container, manifests);
        if (!files.ContainsKey(Path.Combine(working, configuration)))
            throw Fault($"no volume of {name} holds the configuration file", $"/{working}/{configuration}", null);
        // Where an autoscaler counts the pods, its smallest number is what a quiet cluster has.
        JsonObject? scaler = manifests.FirstOrDefault(manifest => Text(manifest["kind"]) == "HorizontalPodAutoscaler");
        int replicas = (int?)deployment["spec"]!["replicas"] ?? (int?)scaler?["spec"]!["minReplicas"] ?? 1;
        JsonNode? rolling = deployment["spec"]!["strategy"]?["rollingUpdate"];
        bool stateful = Text(deployment["kind"]) == "StatefulSet";
        int surge = stateful ? 0 : Share(rolling?["maxSurge"], replicas, roundUp: true);
        int unavailable = stateful ? 1 : Share(rolling?["maxUnavailable"], replicas, roundUp: false);
        return new PodTemplate
        {
            Name = name,
            Replicas = replicas,
            // Kubernetes, too, refuses to stand still.
            MaxSurge = surge == 0 && unavailable == 0 ? 1 : surge,
            MaxUnavailable = unavailable,
            OneAfterTheOther = stateful,
            GracePeriod = TimeSpan.FromSeconds((long?)pod["terminationGracePeriodSeconds"] ?? 30),
            WorkingFolder = working,
            ConfigurationFile = configuration,
            Files = files,
        };
    }

    public static InvalidInputException Fault(string problem, string? received, string? allowed) =>
        new(problem, received, allowed, "correct the component that emits the objects, or play them on a real cluster");

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static IEnumerable<string> Strings(JsonNode? node) =>
        node is JsonArray array ? array.Select(item => Text(item) ?? throw Fault("a command must be a list of strings", null, null)) : [];

    private static int Share(JsonNode? node, int replicas, bool roundUp)
    {
        if (node is null || Text(node) is { } text && text.EndsWith('%'))
        {
            int percent = node is null ? 25 : int.Parse(Text(node)![..^1], CultureInfo.InvariantCulture);
            return ((replicas * percent) + (roundUp ? 99 : 0)) / 100;
        }
        return Text(node) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : (int)node;
    }
}
