namespace Infra.Policies.Rules.Checks;

/// <summary>The facts of a rule that has nothing to tell but that it does not hold.</summary>
internal readonly record struct NoFacts;
