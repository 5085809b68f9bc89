using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Local;

/// <summary>PgBouncer's console, for several commands in a row.</summary>
internal interface IPoolerConsole : IAsyncDisposable
{
    /// <summary>The pod, or the address of the console.</summary>
    string Name { get; }

    /// <summary>Gives it a command and returns what it shows.</summary>
    /// <exception cref="MachineException">It refused the command, which is what was received, or cannot be reached.</exception>
    Task<WireTable> AskAsync(string command, CancellationToken cancellation);
}
