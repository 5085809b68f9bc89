using System.Globalization;
using Xunit.Abstractions;

namespace Infra.Drills;

/// <summary>What all drills have in common: the target, and one line for the figures.</summary>
[Collection(DrillTargetGroup.Name)]
public abstract class Drill(DrillTarget target, ITestOutputHelper output)
{
    /// <summary>The trait of drills that are too long for every test run.</summary>
    public const string Duration = "Duration";

    public const string Minutes = "Minutes";

    protected DrillTarget Target => target;

    /// <summary>The figures, as one line.</summary>
    protected void Print(params FormattableString[] figures) =>
        output.WriteLine(string.Join(", ", figures.Select(figure => figure.ToString(CultureInfo.InvariantCulture))));
}
