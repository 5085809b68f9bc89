namespace Infra.Pooling.RdsProxy;

/// <summary>An alarm on a metric of a proxy (CloudWatch namespace AWS/RDS).</summary>
/// <remarks>Source: Amazon RDS User Guide, "Monitoring RDS Proxy metrics with Amazon CloudWatch".</remarks>
/// <param name="Name">Its name within the proxy: <c>client-connections</c>.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Statistic">Maximum, Sum, Average, or a percentile such as p99.</param>
/// <param name="Threshold">The value beyond which it goes off.</param>
/// <param name="Description">What it means and what to do.</param>
public sealed record ProxyAlarm(string Name, string Metric, string Statistic, double Threshold, string Description)
{
    /// <summary>Metric that <see cref="Metric"/> is a percentage of; null when it stands for itself.</summary>
    public string? PercentOf { get; init; }

    /// <summary>Whether it goes off below the threshold rather than above.</summary>
    public bool Below { get; init; }

    /// <summary>Whether the metric exists for a target group and role only.</summary>
    public bool PerTarget { get; init; }

    /// <summary>Minutes of the last <see cref="Minutes"/> that have to be bad; 1 or more, default 3.</summary>
    public int BadMinutes { get; init; } = 3;

    /// <summary>Minutes that are looked at; default 5.</summary>
    public int Minutes { get; init; } = 5;
}
