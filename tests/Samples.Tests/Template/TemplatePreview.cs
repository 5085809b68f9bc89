using System.Reflection;
using YamlDotNet.RepresentationModel;

namespace Infra.Samples.Tests.Template;

/// <summary>The program of a project made from the template, previewed with what <c>pulumi new</c> proposes.</summary>
internal static class TemplatePreview
{
    public static Task<Preview> OfAsync(TemplateProject project)
    {
        // Its packages are those of this process, so that both mean the same types.
        var stack = Assembly.LoadFrom(project.Program).GetType("Pooled.PooledStack", throwOnError: true)!;
        return Preview.OfAsync(
            TemplateProject.Name,
            stack.GetMethod("Make")!.CreateDelegate<Func<IDictionary<string, object?>>>(),
            Prompts(project).ToDictionary(prompt => prompt.Key, prompt => Text(prompt.Settings, "default") ?? Sample.Password));
    }

    public static IEnumerable<(string Key, YamlNode Settings)> Prompts(TemplateProject project) =>
        ((YamlMappingNode)Yaml(Path.Combine(project.Root, "Pulumi.yaml"))["template"]["config"]).Children
            .Select(prompt => (prompt.Key.ToString(), prompt.Value));

    public static YamlNode Yaml(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(file)));
        return stream.Documents.Single().RootNode;
    }

    public static string? Text(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var value) ? value.ToString() : null;
}
