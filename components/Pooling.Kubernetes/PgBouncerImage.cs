namespace Infra.Pooling.Kubernetes;

/// <summary>
/// The container images that run by default, in one place. They are pinned by version and not by digest, because a registry could not be
/// asked for one when this was written; <c>pooler.image</c> takes a digest.
/// </summary>
public static class PgBouncerImage
{
    /// <summary>Repository of the image: PgBouncer on Debian, built by the CloudNativePG project.</summary>
    public const string Repository = "ghcr.io/cloudnative-pg/pgbouncer";

    /// <summary>User and group inside the image.</summary>
    public const int UserId = 998;

    /// <summary>The exporter: prometheus-community's, whose metric names the rules and the dashboard use.</summary>
    public const string Exporter = "prometheuscommunity/pgbouncer-exporter:v0.12.1";

    /// <summary>The image of a version.</summary>
    /// <param name="version">Version of PgBouncer, such as <c>1.26.1</c>.</param>
    public static string Of(string version) => $"{Repository}:{version}";
}
