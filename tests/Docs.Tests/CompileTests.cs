using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Infra.Docs.Tests;

/// <summary>The C# in the documents: whole programs as they are, excerpts among values that the text around them speaks of.</summary>
public class CompileTests
{
    private const string Implicit = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string Around = """
        using System.Collections.Immutable;
        using Infra.Pooling;
        using Infra.Pooling.Aws;
        using Infra.Pooling.Azure;
        using Infra.Pooling.Claims;
        using Infra.Pooling.Kubernetes;
        using Infra.Pooling.Specification;
        using Pulumi;
        using Pulumi.Kubernetes.Types.Inputs.Core.V1;
        using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

        static class Excerpt
        {
            static PoolingSpecification specification = null!;
            static PoolPlan plan = null!;
            static DateOnly today;
            static AwsNetwork network = null!;
            static InputMap<string> credentials = null!, passwords = null!;
            static Input<string> batchPassword = null!, subnetId = null!;
            static string vnetId = null!;
            static RdsProxyPool pool = null!;
            static Pulumi.AzureNative.Resources.ResourceGroup group = null!;

            static void Run()
            {
        //
            }
        }
        """;

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Concat(Directory.GetFiles(AppContext.BaseDirectory, "*.dll"))
            .DistinctBy(Path.GetFileName)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static TheoryData<string> Blocks => Page.Places("csharp");

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Code_InADocument_Compiles(string place)
    {
        var code = Page.CodeAt(place);
        var isWhole = code.StartsWith("using ", StringComparison.Ordinal);
        var text = isWhole ? code : Around.Replace("//", code, StringComparison.Ordinal);

        var compilation = CSharpCompilation.Create(
            "Excerpt",
            [CSharpSyntaxTree.ParseText(Implicit), CSharpSyntaxTree.ParseText(text)],
            References,
            new(isWhole ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
    }
}
