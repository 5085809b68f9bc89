using Infra.Policies.Rules.Estates;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Checks.PgBouncers;

/// <summary>An image that is too old, or that may be anything.</summary>
/// <param name="Version">The version; null where the tag names none.</param>
/// <param name="Tag">The tag; null where there is none.</param>
internal sealed record VersionFacts(PgBouncerVersion? Version, string? Tag);

/// <summary>The image of PgBouncer names a version without known vulnerabilities.</summary>
internal sealed class VersionPatched : IRule<VersionFacts>
{
    /// <summary>Name of the parameter with tags that a distribution has patched.</summary>
    public const string Patched = "patched";

    /// <summary>The first version without known vulnerabilities (PgBouncer 1.26.1 release notes: CVE-2026-107350 and CVE-2026-107349).</summary>
    public static readonly PgBouncerVersion Floor = new(1, 26, 1);

    public IEnumerable<RuleResult<VersionFacts>> Judge(Estate estate, RuleSettings settings)
    {
        var patched = settings.Texts(Patched);
        foreach (var pooler in estate.PgBouncers)
        {
            if (pooler.Image is not { } image)
                continue;
            var subject = Reads.At(pooler.Resource, image);
            yield return image.Text is { IsKnown: true, Value: { } text }
                ? Judge(subject, ImageReference.Parse(text), patched.Contains)
                : new RuleResult<VersionFacts>.Undecided(subject, [subject.Text]);
        }
    }

    private static RuleResult<VersionFacts> Judge(Subject subject, ImageReference image, Func<string, bool> isPatched)
    {
        // A digest fixes the contents, whatever the tag beside it says by now.
        if (image.Tag is null or "latest")
            return image.HasDigest
                ? new RuleResult<VersionFacts>.Undecided(subject, [subject.Text])
                : new RuleResult<VersionFacts>.Violation(subject, new(null, image.Tag));
        if (isPatched(image.Tag))
            return new RuleResult<VersionFacts>.Ok(subject);
        if (!PgBouncerVersion.TryParse(image.Version, out var version))
            return new RuleResult<VersionFacts>.Undecided(subject, [subject.Text]);
        // A tag of two parts moves on to the newest of its patches.
        var isMoving = image.Version!.Count(letter => letter == '.') == 1 && (version.Major, version.Minor) == (Floor.Major, Floor.Minor);
        return version >= Floor ? new RuleResult<VersionFacts>.Ok(subject)
            : isMoving ? new RuleResult<VersionFacts>.Undecided(subject, [subject.Text])
            : new RuleResult<VersionFacts>.Violation(subject, new(version, image.Tag));
    }
}
