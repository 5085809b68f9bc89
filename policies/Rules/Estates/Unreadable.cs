namespace Infra.Policies.Rules.Estates;

/// <summary>Something that a budget depends on and that cannot be read.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Problem">What is wrong, as a clause without a full stop.</param>
/// <param name="Received">The value as it was given; null where there is none or where it must not be shown.</param>
/// <param name="Allowed">What would be right.</param>
/// <param name="Fix">What to do.</param>
internal sealed record Unreadable(Subject Place, string Problem, string? Received, string Allowed, string Fix);
