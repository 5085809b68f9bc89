namespace Infra.Cli.Local;

/// <summary>Files and folders that only their owner can read.</summary>
internal static class Files
{
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode PrivateFolder = Private | UnixFileMode.UserExecute;

    private const UnixFileMode Executable = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>A root folder whose contents stay hidden but through which the servers' account may pass.</summary>
    public const UnixFileMode PassageFolder = PrivateFolder | Executable;

    /// <summary>Replaces a file as a whole or not at all; true when the content differed.</summary>
    public static bool Write(string path, string content, Account? owner, UnixFileMode mode = Private)
    {
        if (File.Exists(path) && File.ReadAllText(path) == content)
            return false;
        string temporary = path + ".tmp";
        File.Delete(temporary);
        using (FileStream stream = new(temporary, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = Private,
        }))
        {
            if (owner is not null)
                Native.ChangeOwner(temporary, owner);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }
        // The process's own mask may have taken something from the mode.
        File.SetUnixFileMode(temporary, mode);
        File.Move(temporary, path, overwrite: true);
        return true;
    }

    /// <summary>Makes a folder (and its missing parents) with this mode and owner.</summary>
    public static void MakeFolder(string path, Account? owner, UnixFileMode mode = PrivateFolder)
    {
        string? parent = Path.GetDirectoryName(path);
        if (parent is not null && !Directory.Exists(parent))
            MakeFolder(parent, owner, mode);
        Directory.CreateDirectory(path, mode);
        File.SetUnixFileMode(path, mode);
        if (owner is not null)
            Native.ChangeOwner(path, owner);
    }

    /// <summary>Removes a folder with everything in it; nothing happens when there is none.</summary>
    public static void RemoveFolder(string path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    /// <summary>The last lines of a text file; none when there is no such file.</summary>
    public static IReadOnlyList<string> Tail(string path, int lines)
    {
        const int window = 64 * 1024;
        if (!File.Exists(path))
            return [];
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(window, stream.Length), SeekOrigin.End);
        using StreamReader reader = new(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines)];
    }
}
