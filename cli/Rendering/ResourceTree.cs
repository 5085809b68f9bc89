using Infra.Cli.Evaluation;
using Spectre.Console;

namespace Infra.Cli.Rendering;

/// <summary>The resources of a preview as a tree.</summary>
internal static class ResourceTree
{
    public static void Write(IAnsiConsole console, EvaluatedStack stack)
    {
        if (stack.Resources.IsEmpty)
            return;
        var children = stack.Resources.ToLookup(resource => resource.Parent);
        var root = children[null].Single();
        var tree = new Tree($"[bold]{Markup.Escape(root.Name)}[/]");
        Add(tree, root.Urn);
        console.Write(tree);
        console.MarkupLine($"[green]+[/] {stack.Resources.Length} to create");
        console.WriteLine();

        void Add(IHasTreeNodes node, string urn)
        {
            foreach (var child in children[urn])
                Add(node.AddNode($"[green]+[/] {Markup.Escape(child.Name)}  [grey]{Markup.Escape(child.Type)}[/]"), child.Urn);
        }
    }
}
