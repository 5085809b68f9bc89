using System.Runtime.InteropServices;

namespace Infra.Cli.Local;

/// <summary>The few system calls that .NET does not offer.</summary>
internal static class Native
{
    public const int Hangup = 1;
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int User1 = 10;
    public const int User2 = 12;
    public const int Terminate = 15;

    private const int NoSuchProcess = 3;

    /// <summary>Sends a signal; false when the process is gone.</summary>
    public static bool Signal(int pid, int signal)
    {
        if (kill(pid, signal) == 0)
            return true;
        int error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess
            ? false
            : throw new MachineException($"signal {signal} to process {pid} was refused", Marshal.GetPInvokeErrorMessage(error), null,
                "run the command as the user that started the local target");
    }

    /// <summary>Gives a file or folder to an account; symbolic links are not followed.</summary>
    public static void ChangeOwner(string path, Account account)
    {
        if (lchown(path, account.Uid, account.Gid) != 0)
            throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int lchown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint uid, uint gid);
}
