using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using Infra.Cli.Local;

namespace Infra.Integration;

/// <summary>An <c>up</c> in a process of its own, which a test can kill or run as another user.</summary>
internal static class Child
{
    /// <summary>Runs the fixture in the folders and on the ports given; each line of progress goes to stdout.</summary>
    private static async Task<int> Main(string[] arguments)
    {
        IPEndPoint[] ports = [.. arguments.Skip(2).Select(IPEndPoint.Parse)];
        try
        {
            using LocalTarget target = LocalTarget.Hold(new LocalFolders(arguments[0], arguments[1]), TimeProvider.System);
            LocalMachine machine = await target.PrepareAsync(new Lines(), CancellationToken.None);
            LocalSecrets secrets = target.Secrets();
            LocalPorts local = new(ports[0].Port, ports[1], [.. ports.Skip(2)]);
            await target.UpAsync(machine, secrets, new Fixture().Request(secrets, local), new Lines(), CancellationToken.None);
            return 0;
        }
        catch (MachineException missing)
        {
            await Console.Out.WriteLineAsync(missing.Message);
            return 3;
        }
    }

    /// <summary>Starts it, optionally under another user.</summary>
    public static Process Start(LocalFolders folders, LocalPorts ports, params ImmutableArray<string> prefix)
    {
        ImmutableArray<string> command =
        [
            .. prefix, Environment.ProcessPath!, "exec", typeof(Child).Assembly.Location, folders.StateFolder, folders.ToolsFolder,
            .. new[] { LocalPorts.Server(0, ports.Pooler), ports.Primary }.Concat(ports.Replicas).Select(part => part.ToString()),
        ];
        return Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, WorkingDirectory = "/" })!;
    }

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Out.WriteLine(value);
    }
}
