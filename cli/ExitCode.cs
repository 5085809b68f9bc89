namespace Infra.Cli;

/// <summary>What the command line returns to the shell.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    public const int Failed = 1;
    public const int Usage = 2;
    public const int Machine = 3;
    public const int Interrupted = 130;
}
