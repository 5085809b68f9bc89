using System.Globalization;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>How the container of a pod is stopped.</summary>
internal static class PodStop
{
    /// <summary>Kubernetes' default (Kubernetes API reference, PodSpec).</summary>
    public const long DefaultGrace = 30;

    /// <summary>Seconds from the order to end until the pod is killed.</summary>
    public static Reading<long> Grace(PodWorkload workload)
    {
        var grace = workload.Template["terminationGracePeriodSeconds"].WholeNumber;
        return grace.IsAbsent ? grace with { State = ReadingState.Known, Value = DefaultGrace } : grace;
    }

    /// <summary>
    /// Seconds that a plain sleep holds the end back; absent where nothing does, malformed where something else does and nobody can tell
    /// how long.
    /// </summary>
    public static Reading<long> Wait(Property container)
    {
        var hook = container["lifecycle"]["preStop"];
        if (hook.IsAbsent || hook.IsUnknown)
            return new(hook.IsAbsent ? ReadingState.Absent : ReadingState.Unknown, 0, hook.Path);
        if (!hook["sleep"].IsAbsent)
            return hook["sleep"]["seconds"].WholeNumber;
        var command = hook["exec"]["command"];
        if (command.IsUnknown)
            return new(ReadingState.Unknown, 0, command.Path);
        return Sleep([.. command.Items.Select(item => item.Text.Value ?? "")]) is { } seconds
            ? new(ReadingState.Known, seconds, command.Path)
            : new(ReadingState.Malformed, 0, hook.Path);
    }

    /// <summary>As in <c>sleep 5</c> and <c>sh -c "sleep 5"</c>.</summary>
    private static long? Sleep(string[] command)
    {
        string[] words = command is [_, "-c", var script] ? script.Split(' ', StringSplitOptions.RemoveEmptyEntries) : command;
        return words is [var program, var time] && program.Split('/')[^1] == "sleep"
            && long.TryParse(time.TrimEnd('s'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
    }
}
