namespace Infra.Cli.Checking;

/// <summary>A file of rules, or the specification of one of several stacks, is not as it should be: exit code 2.</summary>
/// <param name="message">Every fault, under the name of the file.</param>
/// <param name="inner">The cause, for <c>--debug</c>.</param>
internal sealed class CheckInputException(string message, Exception? inner = null) : Exception(message, inner);
