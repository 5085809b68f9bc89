namespace Infra.Pooling.Kubernetes;

/// <summary>
/// The container images that run by default, in one place. PgBouncer's is pinned by version and not by digest: none was to be found when
/// this was written, and the tag moves when the project builds it again; <c>pooler.image</c> takes a digest. The exporter's digest is the
/// one that is on record in public for its version.
/// </summary>
public static class PgBouncerImage
{
    /// <summary>Repository of the image: PgBouncer on Debian, built by the CloudNativePG project.</summary>
    public const string Repository = "ghcr.io/cloudnative-pg/pgbouncer";

    /// <summary>User and group inside the image.</summary>
    public const int UserId = 998;

    /// <summary>The exporter: prometheus-community's, whose metric names the rules and the dashboard use.</summary>
    public const string Exporter =
        "quay.io/prometheuscommunity/pgbouncer-exporter:v0.12.1@sha256:30f31b6c2efdad3647f8182cc7c1a3a19e42bae5d17387694989f969371c230d";

    /// <summary>The image of a version.</summary>
    /// <param name="version">Version of PgBouncer, such as <c>1.26.1</c>.</param>
    public static string Of(string version) => $"{Repository}:{version}";
}
