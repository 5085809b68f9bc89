using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;

namespace Infra.Conformance;

/// <summary>
/// A changed setting or password must not end the pods. The provider replaces a ConfigMap or Secret whose contents change, deleting it
/// first, unless it is told that they may change in place; and the engine replaces, deleting it first too, whatever has a property from
/// an object that is replaced. An order alone (dependsOn) replaces nothing.
/// </summary>
public class ReplacementTests
{
    private static readonly string[] Replaced = [":core/v1:ConfigMap::", ":core/v1:Secret::"];

    private static Workspace Workspace => Workspace.Find(AppContext.BaseDirectory, named: null);

    [Fact]
    public async Task Pods_OfEveryStack_TakeNoPropertyFromWhatTheProviderReplaces()
    {
        var session = new Session(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        var seen = 0;
        foreach (var name in StackFile.Names(Workspace))
        {
            var stack = await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(session, StackFile.Load(Workspace, name)), new DateOnly(2026, 11, 20));
            foreach (var pods in stack.Resources.Where(resource => resource.Type is "kubernetes:apps/v1:StatefulSet" or "kubernetes:apps/v1:Deployment"))
            {
                seen++;
                var urns = pods.PropertyDependencies.SelectMany(property => property.Value).ToArray();
                Assert.DoesNotContain(urns, urn => Replaced.Any(kind => urn.Contains(kind, StringComparison.Ordinal)));
                // They wait for what they mount all the same.
                Assert.All(Replaced, kind => Assert.Contains(pods.Dependencies, urn => urn.Contains(kind, StringComparison.Ordinal)));
            }
        }

        Assert.NotEqual(0, seen);
    }
}
