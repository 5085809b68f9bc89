namespace Infra.Policies.Rules.Estates;

/// <summary>A container image as it is written: <c>registry:5000/pgbouncer:1.26.1@sha256:…</c>.</summary>
/// <param name="Tag">The tag; null where there is none.</param>
/// <param name="HasDigest">Whether it names its contents by a digest.</param>
internal readonly record struct ImageReference(string? Tag, bool HasDigest)
{
    public static ImageReference Parse(string image)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? image : image[..at];
        // A colon before the last slash stands before the port of a registry.
        var colon = name.LastIndexOf(':');
        return new(colon > name.LastIndexOf('/') ? name[(colon + 1)..] : null, at >= 0);
    }

    /// <summary>The version in the tag: <c>1.24.1</c> of <c>v1.24.1-p0</c> and of <c>1.24.1-debian-12-r3</c>; null where there is no tag.</summary>
    public string? Version => Tag?.TrimStart('v').Split('-', 2)[0];
}
