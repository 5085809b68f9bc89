using System.Diagnostics;

namespace Infra.Docs.Tests;

/// <summary>Somebody at a shell who runs block after block of a document, word for word but for lines of a program that is missing.</summary>
/// <param name="folder">Where they begin.</param>
internal sealed class Newcomer(string folder)
{
    // The command line of Pulumi, which deploys: the tests have no cloud.
    private static readonly string[] Missing = ["pulumi "];

    /// <summary>Where they are.</summary>
    public string Here { get; private set; } = folder;

    /// <summary>What they have set in their shell.</summary>
    public List<(string Name, string Value)> Variables { get; } = [];

    /// <summary>The lines that were not run.</summary>
    public List<string> Left { get; } = [];

    /// <summary>Runs a block, and stays where it ends; what it wrote.</summary>
    public async Task<string> RunAsync(string block)
    {
        var run = block.Split('\n').Where(line => !Missing.Any(program => line.StartsWith(program, StringComparison.Ordinal)));
        Left.AddRange(block.Split('\n').Except(run));
        var end = Path.GetTempFileName();
        try
        {
            var written = await Shell.MustAsync(Here, "bash", ["-euc", $"{string.Join('\n', run)}\npwd >'{end}'"], [.. Variables]);
            Here = (await File.ReadAllTextAsync(end)).Trim();
            return written;
        }
        finally
        {
            File.Delete(end);
        }
    }

    /// <summary>Begins a block whose last command serves until it is ended.</summary>
    public Process Start(string block) => Process.Start(Shell.Prepare(Here, "bash", ["-euc", block], [.. Variables]))!;
}
