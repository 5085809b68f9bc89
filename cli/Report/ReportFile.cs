using Infra.Cli.Local;

namespace Infra.Cli.Report;

/// <summary>The file that a report goes into.</summary>
internal sealed class ReportFile
{
    private const UnixFileMode Readable = Files.Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string _path;

    private ReportFile(string path) => _path = path;

    /// <summary>A file that can be written, as far as that can be told before.</summary>
    /// <exception cref="UsageException">A folder is there, or the folder that it lies in is not.</exception>
    public static ReportFile At(string path)
    {
        if (path.Length == 0)
            throw new UsageException("--output is empty", "name a file, or leave --output out for standard output");
        if (Directory.Exists(path) || path.EndsWith('/'))
            throw new UsageException($"{path} is a folder", $"name a file, such as {Path.Combine(path, "report.html")}");
        // A link stays one: what it leads to is replaced.
        var file = new FileInfo(path);
        var full = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        if (full.StartsWith("/dev/", StringComparison.Ordinal) || full.StartsWith("/proc/", StringComparison.Ordinal))
            throw new UsageException($"{path} is not a file that can be replaced", "leave --output out for standard output");
        var folder = Path.GetDirectoryName(full)!;
        return Directory.Exists(folder)
            ? new(full)
            : throw new UsageException($"{path}: there is no folder {Path.GetDirectoryName(path)}", "make it, or name a file elsewhere");
    }

    /// <summary>Replaces it as a whole or not at all.</summary>
    /// <exception cref="MachineException">It must not be written.</exception>
    public void Write(string text)
    {
        try
        {
            Files.Write(_path, text, owner: null, Readable);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new MachineException(
                $"{_path} cannot be written: {(exception is UnauthorizedAccessException ? "permission denied" : exception.Message)}", null, null,
                "name a file elsewhere", exception);
        }
    }
}
