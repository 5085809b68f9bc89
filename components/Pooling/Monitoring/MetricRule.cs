using System.Text.Json.Nodes;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Monitoring;

/// <summary>A rule of Prometheus.</summary>
/// <param name="Name">Name of the recorded series, or of the alert.</param>
/// <param name="Expression">PromQL.</param>
public abstract record MetricRule(string Name, string Expression)
{
    /// <summary>As an item of <c>rules</c> in a rule file of Prometheus.</summary>
    public abstract JsonObject ToJson();
}

/// <summary>A rule that gives an expression a name of its own.</summary>
/// <param name="Name">Name of the series: level:metric:operation.</param>
/// <param name="Expression">PromQL.</param>
public sealed record RecordingRule(string Name, string Expression) : MetricRule(Name, Expression)
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new() { ["record"] = Name, ["expr"] = Expression };
}

/// <summary>A rule that calls somebody.</summary>
/// <param name="Name">Name of the alert.</param>
/// <param name="Expression">PromQL that gives a series for each case.</param>
/// <param name="For">How long the case has to last.</param>
/// <param name="IsCritical">Whether clients are failing, or are about to.</param>
/// <param name="Summary">What is the matter and what to do, with Prometheus' own templates.</param>
public sealed record AlertingRule(string Name, string Expression, TimeSpan For, bool IsCritical, string Summary) : MetricRule(Name, Expression)
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["alert"] = Name,
        ["expr"] = Expression,
        ["for"] = DurationText.Format(For),
        ["labels"] = new JsonObject { ["severity"] = IsCritical ? "critical" : "warning" },
        ["annotations"] = new JsonObject { ["summary"] = Summary },
    };
}
