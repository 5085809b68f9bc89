using Infra.Conformance;

namespace Infra.ConnectionBudget.Tests.Client;

/// <summary>Several tests that need npm; see <see cref="NpmFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmTheoryAttribute : TheoryAttribute
{
    public NpmTheoryAttribute() => Skip = new NpmFactAttribute().Skip;
}
