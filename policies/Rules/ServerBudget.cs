using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules;

/// <summary>Whether the connections of one database server fit, its replicas included.</summary>
/// <param name="Identity">What it is known by in every stack: its host name, else the URN of its resource.</param>
/// <param name="Title">What a reader calls it.</param>
/// <param name="Plan">The arithmetic. Paths in it are short names of this budget; <see cref="Places"/> says where they stand.</param>
public sealed record ServerBudget(string Identity, string Title, BudgetPlan Plan)
{
    /// <summary>The stacks whose resources have a part in it, sorted.</summary>
    public required ImmutableArray<string> Stacks { get; init; }

    /// <summary>URN of the server, or of the resource that first names it.</summary>
    public required string Server { get; init; }

    /// <summary>Where a path of the plan stands.</summary>
    public required IReadOnlyDictionary<string, Subject> Places { get; init; }

    /// <summary>The values that would decide a scenario, as <c>urn#path</c>; empty for a decided one.</summary>
    public ImmutableArray<string> DecidedBy(BudgetScenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return [.. scenario.DecidedBy.Select(path => Place(path).Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Where a path of the plan stands; the server itself where nothing in a resource governs it.</summary>
    public Subject Place(string path) => Places.TryGetValue(path, out var place) ? place : new(Server, path);

    /// <summary>Whether a resource has a part in it.</summary>
    /// <param name="urn">URN of the resource.</param>
    public bool Concerns(string urn) => Server == urn || Places.Values.Any(place => place.Urn == urn);

    /// <summary>The shape of <c>budget</c> in the documents of the command line, with the server and with what would decide a scenario.</summary>
    public JsonObject ToJson()
    {
        var json = Plan.ToJson();
        foreach (var (scenario, node) in Plan.Scenarios.Zip(json["scenarios"]!.AsArray()))
            node!["decidedBy"] = new JsonArray([.. DecidedBy(scenario).Select(value => JsonValue.Create(value))]);
        json.Insert(0, "server", Identity);
        json.Insert(1, "title", Title);
        json.Insert(2, "stacks", new JsonArray([.. Stacks.Select(stack => JsonValue.Create(stack))]));
        return json;
    }
}
