namespace Infra.Cli;

/// <summary>Wrong usage or invalid input: exit code 2.</summary>
internal sealed class UsageException(string problem, string fix) : Exception($"{problem}; fix: {fix}");
