using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;

namespace Infra.Conformance;

public class ConformanceTests
{
    private static readonly DateOnly Today = new(2026, 11, 1);

    private static Workspace Workspace => Workspace.Find(AppContext.BaseDirectory, named: null);

    [NpmFact]
    public async Task Preview_EveryStack_SatisfiesTheProvidersTypes()
    {
        var programs = new Dictionary<string, string>();
        var session = new Session(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        foreach (var name in StackFile.Names(Workspace))
        {
            var stack = await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(session, StackFile.Load(Workspace, name)), Today);
            Assert.Contains(stack.Resources, resource => resource.Custom);
            programs[name] = TypeScriptProgram.Of(stack.Resources);
        }

        Assert.Equal("", TypeScriptCompiler.Check(Workspace.Root, programs));
    }

    [NpmFact]
    public void Check_WrongProperty_IsRefused()
    {
        var complaints = TypeScriptCompiler.Check(Workspace.Root, new Dictionary<string, string>
        {
            ["wrong"] = "import * as kubernetes from \"@pulumi/kubernetes\";\nnew kubernetes.core.v1.ConfigMap(\"x\", { dat: {} });\n",
        });

        Assert.Contains("wrong.ts(2,41): error TS2561", complaints, StringComparison.Ordinal);
    }
}
