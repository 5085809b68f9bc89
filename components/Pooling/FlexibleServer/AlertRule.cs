namespace Infra.Pooling.FlexibleServer;

/// <summary>How the samples of a metric become one number.</summary>
public enum AlertAggregation
{
    /// <summary>Their mean.</summary>
    Average,

    /// <summary>The largest.</summary>
    Maximum,

    /// <summary>Their sum.</summary>
    Total,
}

/// <summary>An alert on a metric of one server: it fires when the aggregate of five minutes is above the threshold.</summary>
/// <param name="Name">Its name, unique on the server, such as <c>clients-waiting</c>.</param>
/// <param name="Server">The server: 0 for the primary, else the number of the replica.</param>
/// <param name="Metric">The metric, by Azure's name.</param>
/// <param name="Aggregation">How samples become one number.</param>
/// <param name="Threshold">The highest value that is still well.</param>
/// <param name="Severity">Azure's severity: 1 error, 2 warning.</param>
/// <param name="Description">What it means, and where the threshold comes from.</param>
public sealed record AlertRule(
    string Name, int Server, string Metric, AlertAggregation Aggregation, long Threshold, int Severity, string Description);
