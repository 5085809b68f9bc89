using System.Reflection;
using System.Text.RegularExpressions;
using Infra.Cli.Configuration;
using Infra.Provider;
using Pulumi;

namespace Infra.Conformance;

/// <summary>
/// The programs of docs/other-languages.md against the provider's components: what they give, and what they read. The SDK that Pulumi
/// would make of the inferred schema is stood in for by declarations made from the same classes.
/// </summary>
public partial class LanguageTests
{
    private static Workspace Workspace => Workspace.Find(AppContext.BaseDirectory, named: null);

    private static IEnumerable<Type> Components =>
        typeof(PgBouncer).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(typeof(ComponentResource)));

    [NpmFact]
    public void TypeScript_InTheDocument_FitsTheComponents()
    {
        var program = Block("typescript");

        Assert.Equal("", Check(program));
        var argument = program.Replace("databaseCaSecret:", "databaseCaSecre:", StringComparison.Ordinal);
        Assert.Contains("error TS2561", Check(argument), StringComparison.Ordinal);
        var output = program.Replace(".workloadConnections", ".workloadConnection", StringComparison.Ordinal);
        Assert.Contains("error TS2551", Check(output), StringComparison.Ordinal);
    }

    [Fact]
    public void Yaml_InTheDocument_FitsTheComponents()
    {
        var program = YamlReader.Read(Block("yaml"), "docs/other-languages.md")!;
        var resources = program["resources"]!.AsObject();

        Assert.NotEmpty(resources);
        Assert.All(resources, resource =>
        {
            var component = Components.Single(type => $"pooling:{type.Name}" == resource.Value!["type"]!.ToString());
            var given = resource.Value!["properties"]!.AsObject().Select(property => property.Key).ToList();
            var inputs = Inputs(component).ToList();
            Assert.Empty(given.Except(inputs.Select(input => input.Name)));
            Assert.Empty(inputs.Where(input => input.IsRequired).Select(input => input.Name).Except(given));
            var read = Reference().Matches(program["outputs"]!.ToJsonString()).Where(match => match.Groups[1].Value == resource.Key);
            Assert.NotEmpty(read);
            Assert.All(read, match => Assert.Contains(match.Groups[2].Value, Outputs(component).Select(output => output.Name)));
        });
    }

    private static string Block(string language)
    {
        var page = File.ReadAllText(Path.Combine(Workspace.Root, "docs", "other-languages.md"));
        return Regex.Match(page, $"^```{language}\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
    }

    private static string Check(string program) => TypeScriptCompiler.Check(Workspace.Root, new Dictionary<string, string>
    {
        ["program"] = program,
        ["pooling.d"] = $$"""
            declare module "@infra/pooling" {
            import * as pulumi from "@pulumi/pulumi";
            {{string.Join('\n', Components.Select(Declared))}}
            }
            """,
    });

    private static string Declared(Type component) => $$"""
        export interface {{component.Name}}Args {
        {{string.Join('\n', Inputs(component).Select(input => $"{input.Name}{(input.IsRequired ? "" : "?")}: {TypeOf(input.Type)};"))}}
        }
        export class {{component.Name}} extends pulumi.ComponentResource {
        constructor(name: string, args: {{component.Name}}Args, opts?: pulumi.ComponentResourceOptions);
        {{string.Join('\n', Outputs(component).Select(output => $"readonly {output.Name}: {TypeOf(output.Type)};"))}}
        }
        """;

    private static IEnumerable<(string Name, bool IsRequired, Type Type)> Inputs(Type component) =>
        from property in component.GetConstructors().Single().GetParameters()[1].ParameterType.GetProperties()
        let attribute = property.CustomAttributes.SingleOrDefault(attribute => attribute.AttributeType == typeof(InputAttribute))
        where attribute is not null
        select ((string)attribute.ConstructorArguments[0].Value!, (bool)attribute.ConstructorArguments[1].Value!, property.PropertyType);

    private static IEnumerable<(string Name, Type Type)> Outputs(Type component) =>
        from property in component.GetProperties()
        where property.DeclaringType == component
        select (property.GetCustomAttribute<OutputAttribute>()!.Name!, property.PropertyType);

    private static string TypeOf(Type type) => type switch
    {
        _ when type == typeof(string) => "string",
        _ when type == typeof(int) => "number",
        { IsGenericType: false } => throw new NotSupportedException($"{type} has no declaration"),
        _ when type.GetGenericTypeDefinition() == typeof(Dictionary<,>) => $"{{[key: string]: {TypeOf(type.GetGenericArguments()[1])}}}",
        _ when type.GetGenericTypeDefinition() == typeof(InputMap<>) =>
            $"pulumi.Input<{{[key: string]: pulumi.Input<{TypeOf(type.GetGenericArguments()[0])}>}}>",
        _ => $"pulumi.{type.Name.Split('`')[0]}<{TypeOf(type.GetGenericArguments()[0])}>",
    };

    [GeneratedRegex(@"\$\{(\w+)\.(\w+)")]
    private static partial Regex Reference();
}
