using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Local;

/// <summary>
/// Asks PgBouncer's console through one psql, which is started with the first question and again after an interrupted one: from what the
/// console shows to the next command is less than a millisecond.
/// </summary>
/// <param name="name">The pod, or the address of the console.</param>
/// <param name="start">How psql is started; it logs in without a prompt, since its input is where the commands come from.</param>
/// <param name="fix">What to do where it fails.</param>
internal sealed class PsqlConsole(string name, ProcessStartInfo start, string fix) : IPoolerConsole
{
    /// <summary>Options of psql: its own settings, and output that <see cref="ConsoleTables"/> reads.</summary>
    public static readonly ImmutableArray<string> Options = ["-X", "-q", "-w", "-A", "--pset=footer=off"];

    private const string End = "infra-end";
    private const string Failed = "true ";

    private Process? psql;
    private Task<string> said = Task.FromResult("");

    public string Name => name;

    public async Task<WireTable> AskAsync(string command, CancellationToken cancellation)
    {
        psql ??= Start();
        try
        {
            await psql.StandardInput.WriteLineAsync($"{command};\n\\echo {End} :ERROR :LAST_ERROR_MESSAGE".AsMemory(), cancellation);
            await psql.StandardInput.FlushAsync(cancellation);
            StringBuilder output = new();
            while (await psql.StandardOutput.ReadLineAsync(cancellation) is { } line)
            {
                if (!line.StartsWith(End, StringComparison.Ordinal))
                    output.AppendLine(line);
                else if (line[(End.Length + 1)..] is var result && result.StartsWith(Failed, StringComparison.Ordinal))
                    throw new MachineException("the console refused", result[Failed.Length..], null, fix);
                else
                    return ConsoleTables.Parse(output.ToString());
            }
        }
        catch (IOException)
        {
            // It has ended, and says why.
        }
        catch (OperationCanceledException)
        {
            psql.Kill(entireProcessTree: true);
            await DisposeAsync();
            throw;
        }
        string reason = Command.LastLines(await said, 2);
        await DisposeAsync();
        throw new MachineException("the console refused", reason, null, fix);
    }

    public async ValueTask DisposeAsync()
    {
        if (psql is null)
            return;
        try
        {
            psql.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before it read everything.
        }
        await psql.WaitForExitAsync();
        psql.Dispose();
        psql = null;
    }

    private Process Start()
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        Process started = Process.Start(start)!;
        said = started.StandardError.ReadToEndAsync();
        return started;
    }
}
