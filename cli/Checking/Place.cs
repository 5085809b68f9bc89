namespace Infra.Cli.Checking;

/// <summary>A line of a file.</summary>
/// <param name="File">The file, relative to the project's folder where it lies inside.</param>
/// <param name="Line">The line, from 1.</param>
internal sealed record Place(string File, int Line)
{
    public override string ToString() => $"{File}:{Line}";
}

/// <summary>A value as it is written.</summary>
/// <param name="Place">Its line.</param>
/// <param name="Start">Its first column, from 1.</param>
/// <param name="End">The column behind it.</param>
/// <param name="Text">The value, without quotes.</param>
internal sealed record TextSpan(Place Place, int Start, int End, string Text);
