namespace Infra.Pooling.Kubernetes;

/// <summary>The container image that runs by default.</summary>
public static class PgBouncerImage
{
    /// <summary>Repository of the image: PgBouncer on Debian, built by the CloudNativePG project.</summary>
    public const string Repository = "ghcr.io/cloudnative-pg/pgbouncer";

    /// <summary>User and group inside the image.</summary>
    public const int UserId = 998;

    /// <summary>The image of a version.</summary>
    /// <param name="version">Version of PgBouncer, such as <c>1.26.1</c>.</param>
    public static string Of(string version) => $"{Repository}:{version}";
}
