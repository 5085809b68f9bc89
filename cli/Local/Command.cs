using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;

namespace Infra.Cli.Local;

internal sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>Runs programs to their end, and servers beyond ours.</summary>
internal static class Command
{
    /// <summary>Runs a program and collects what it prints; a program that is missing counts as exit code 127.</summary>
    public static async Task<CommandResult> TryRunAsync(
        ImmutableArray<string> command, CancellationToken cancellation,
        string? folder = null, Account? account = null, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = Describe(command, folder, account, environment);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            return new CommandResult(127, "", missing.Message);
        }
        using (process)
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
            return new CommandResult(process.ExitCode, await output, await error);
        }
    }

    /// <summary>Like <see cref="TryRunAsync"/>, but a failure is an error that carries the program's last words.</summary>
    public static async Task<string> RunAsync(
        ImmutableArray<string> command, string fix, CancellationToken cancellation,
        string? folder = null, Account? account = null, params (string Name, string Value)[] environment)
    {
        CommandResult result = await TryRunAsync(command, cancellation, folder, account, environment);
        return result.ExitCode == 0
            ? result.Output
            : throw new MachineException(
                $"{Path.GetFileName(command[0])} failed with exit code {result.ExitCode}", LastLines(result.Error + result.Output, 5), null, fix);
    }

    /// <summary>
    /// Starts a server in a session of its own, so that neither a closed terminal nor Ctrl-C reaches it. The shell is there because .NET
    /// cannot give a child a file as its output; it also lifts the soft limit on open files, which many systems set to 1024.
    /// </summary>
    public static int StartServer(
        ImmutableArray<string> command, string logFile, string folder, Account? account, params (string Name, string Value)[] environment)
    {
        ImmutableArray<string> detached =
        [
            "/bin/sh", "-c", "ulimit -n \"$(ulimit -Hn)\" 2>/dev/null; umask 077; exec setsid \"$@\" </dev/null >>\"$SERVER_LOG\" 2>&1", "sh",
            .. account?.Prefix ?? [], .. command,
        ];
        ProcessStartInfo start = Describe(detached, folder, null, [.. environment, ("SERVER_LOG", logFile)]);
        using Process process = Process.Start(start)!;
        return process.Id;
    }

    public static string LastLines(string text, int count) =>
        string.Join(" | ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(count));

    /// <summary>How a program is started, with none of the variables that are meant for other servers.</summary>
    public static ProcessStartInfo Describe(
        ImmutableArray<string> command, string? folder, Account? account, params (string Name, string Value)[] environment)
    {
        ImmutableArray<string> full = [.. account?.Prefix ?? [], .. command];
        ProcessStartInfo start = new(full[0], full.Skip(1)) { UseShellExecute = false, WorkingDirectory = folder ?? "/" };
        // PGHOST, PGDATA and their like in the caller's environment must not reach the servers and their tools.
        foreach (string name in start.Environment.Keys.Where(IsForeign).ToArray())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C.UTF-8";
        // libpq looks for certificates and services in the home folder, which may be root's.
        start.Environment["HOME"] = start.WorkingDirectory;
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        return start;
    }

    private static bool IsForeign(string name) =>
        name.StartsWith("PG", StringComparison.Ordinal) || name.StartsWith("LC_", StringComparison.Ordinal) || name is "LANG" or "LANGUAGE";
}
