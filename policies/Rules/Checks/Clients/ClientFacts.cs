namespace Infra.Policies.Rules.Checks.Clients;

/// <summary>Something that a client does.</summary>
/// <param name="Client">What a reader calls it.</param>
/// <param name="What">What it does, as the rest of a clause that begins with its name.</param>
/// <param name="Fix">What to do.</param>
internal sealed record ClientFacts(string Client, string What, string Fix);
