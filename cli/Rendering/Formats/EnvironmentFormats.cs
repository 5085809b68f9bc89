using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infra.Cli.Rendering.Formats;

/// <summary>The variables of workloads in the forms that installations take.</summary>
internal static partial class EnvironmentFormats
{
    /// <summary>The formats by name.</summary>
    public static ImmutableSortedDictionary<string, Func<ImmutableArray<WorkloadEnvironment>, string>> All { get; } =
        new Dictionary<string, Func<ImmutableArray<WorkloadEnvironment>, string>>
        {
            ["dotenv"] = Dotenv,
            ["kubernetes-secret"] = KubernetesSecret,
            ["helm-values"] = HelmValues,
            ["compose"] = Compose,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>One file of variables; Compose, systemd and the dotenv libraries read it the same.</summary>
    public static string Dotenv(ImmutableArray<WorkloadEnvironment> workloads)
    {
        var all = workloads.SelectMany(workload => workload.Variables.Select(variable => (Workload: workload.Name, variable.Name, variable.Value)))
            .GroupBy(variable => variable.Name).OrderBy(same => same.Key, StringComparer.Ordinal).ToList();
        if (all.FirstOrDefault(same => same.Select(variable => variable.Value).Distinct().Count() > 1) is { } different)
        {
            throw new UsageException(
                $"{different.Key} differs between {string.Join(" and ", different.Select(variable => variable.Workload))}, and one file holds one value",
                $"name one of them with --workload, such as --workload {different.First().Workload}");
        }

        return string.Concat(all.Select(same => $"{same.Key}={Quoted(same.First().Value)}\n"));
    }

    /// <summary>A secret for each workload, for <c>envFrom</c>.</summary>
    public static string KubernetesSecret(ImmutableArray<WorkloadEnvironment> workloads) => YamlText.Of([.. workloads.Select(workload => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Secret",
        ["metadata"] = new JsonObject { ["name"] = workload.SecretName },
        ["type"] = "Opaque",
        ["stringData"] = Map(workload.Variables, value => value),
    })]);

    /// <summary>
    /// Values for the system's own chart, a document for each workload. What is secret is never among them: they name the key of the
    /// secret that the format kubernetes-secret makes.
    /// </summary>
    public static string HelmValues(ImmutableArray<WorkloadEnvironment> workloads) => YamlText.Of([.. workloads.Select(workload =>
    {
        JsonNode values = new JsonArray([.. workload.Variables.Select(variable => variable.IsSecret
            ? new JsonObject
            {
                ["name"] = variable.Name,
                ["valueFrom"] = new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = workload.SecretName, ["key"] = variable.Name } },
            }
            : new JsonObject { ["name"] = variable.Name, ["value"] = variable.Value })]);
        return (workload.Profile?.HelmPath ?? "env").Split('.').Reverse().Aggregate(values, (inner, key) => new JsonObject { [key] = inner });
    })]);

    /// <summary>Services with their variables, to be merged into a Compose file with <c>docker compose -f … -f …</c>.</summary>
    public static string Compose(ImmutableArray<WorkloadEnvironment> workloads) => YamlText.Of(new JsonObject
    {
        ["services"] = new JsonObject(workloads.Select(workload => KeyValuePair.Create(
            workload.Name, (JsonNode?)new JsonObject { ["environment"] = Map(workload.Variables, Uninterpolated) }))),
    });

    /// <summary>Compose replaces what follows a dollar sign; two of them are one that stays.</summary>
    public static string Uninterpolated(string value) => value.Replace("$", "$$", StringComparison.Ordinal);

    private static JsonObject Map(ImmutableArray<Variable> variables, Func<string, string> value) =>
        new(variables.Select(variable => KeyValuePair.Create(variable.Name, (JsonNode?)JsonValue.Create(value(variable.Value)))));

    // Single quotes keep everything but themselves and line breaks; double quotes need their escapes.
    private static string Quoted(string value) =>
        Bare().IsMatch(value) ? value
        : !value.Contains('\'', StringComparison.Ordinal) && !value.Contains('\n', StringComparison.Ordinal) ? $"'{value}'"
        : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("$", "\\$", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"\A[A-Za-z0-9_./:@,+%=&?-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
