using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking.Reading;

/// <summary>Reads files of previews and states; both of one stack make one graph, in which the preview has the last word.</summary>
internal static class StackFiles
{
    public static ImmutableArray<GraphSource> Read(IEnumerable<string> previews, IEnumerable<string> states, string root)
    {
        ToldStack[] told =
        [
            .. previews.Select(file => Read(file, root, PreviewReader.Read)),
            .. states.Select(file => Read(file, root, StateReader.Read)),
        ];
        var groups = told.GroupBy(stack => stack.Stack is null ? (stack.File, "") : (stack.Project!, stack.Stack)).ToArray();
        // Two projects may call their stacks the same.
        var shared = groups.CountBy(group => group.Key.Item2).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet();
        return [.. groups.Select(group => One([.. group], shared.Contains(group.Key.Item2) ? $"{group.Key.Item1}/{group.Key.Item2}" : group.Key.Item2, root))];
    }

    private static ToldStack Read(string file, string root, Func<JsonTokens, string, ToldStack> read)
    {
        var full = Path.GetFullPath(file);
        var inside = Path.GetRelativePath(root, full);
        var shown = inside.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(inside) ? file : inside.Replace('\\', '/');
        try
        {
            using var tokens = new JsonTokens(File.OpenRead(full), shown);
            return read(tokens, shown);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message;
            throw new UsageException($"{shown} cannot be read: {reason}", "name a file that `pulumi preview --json` or `pulumi stack export` wrote");
        }
    }

    private static GraphSource One(ToldStack[] told, string stack, string root)
    {
        foreach (var kind in told.GroupBy(file => file.Kind).Where(kind => kind.Count() > 1))
        {
            var what = kind.Key == FileKind.State ? "the state" : "a preview";
            throw new UsageException($"{string.Join(" and ", kind.Select(file => file.File))} are both {what} of the stack {stack}", "name one of them");
        }

        var preview = told.FirstOrDefault(file => file.Kind == FileKind.Preview);
        var state = told.FirstOrDefault(file => file.Kind == FileKind.State);
        var name = stack.Length == 0 ? Path.GetFileNameWithoutExtension(told[0].File) : stack;
        var placed = Merged(preview, state).ToArray();
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var (resource, file) in placed)
            places.TryAdd(resource.Node.Urn, new(file, resource.Line));
        return new(
            ResourceGraph.Create(name, placed.Select(item => item.Resource.Node)),
            preview is null ? "state" : state is null ? "preview" : "preview and state",
            told[0].File)
        {
            Places = places,
            Program = new(root, told[0].Project),
            Findings = [.. told.SelectMany(file => Completeness.Of(file, name, hasState: state is not null))],
        };
    }

    private static IEnumerable<(ToldResource Resource, string File)> Merged(ToldStack? preview, ToldStack? state)
    {
        var told = preview?.Resources.Select(resource => resource.Node.Urn).ToHashSet(StringComparer.Ordinal) ?? [];
        return
        [
            .. preview?.Resources.Select(resource => (resource, preview.File)) ?? [],
            .. state?.Resources
                .Where(resource => !told.Contains(resource.Node.Urn) && preview?.Deleted.Contains(resource.Node.Urn) != true)
                .Select(resource => (resource, state.File)) ?? [],
        ];
    }
}
