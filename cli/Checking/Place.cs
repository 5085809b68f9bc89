namespace Infra.Cli.Checking;

/// <summary>A line of a file.</summary>
/// <param name="File">The file, relative to the project's folder where it lies inside.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record Place(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}
