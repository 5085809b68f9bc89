using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Infra.Policies.Rules;
using Infra.Pooling.Budget;

namespace Infra.Samples.Tests;

/// <summary>What holds of every sample that is a Pulumi program.</summary>
public sealed partial class SampleTests
{
    /// <summary>The sample that is a client of the others.</summary>
    private const string Service = "aspnet-service";

    private static readonly string[] Providers = ["Pulumi.Aws", "Pulumi.AzureNative", "Pulumi.Kubernetes"];

    public static TheoryData<string> Names => [.. Sample.All.Select(sample => sample.Name)];

    [Fact]
    public void All_Folders_AreTested() => Assert.Equal(
        Directory.GetDirectories(Repository.Path("samples")).Select(folder => Path.GetFileName(folder)!).Where(name => name != Service)
            .Order(StringComparer.Ordinal),
        Sample.All.Select(sample => sample.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Preview_OfASample_HasNoMandatoryFindingAndFits(string name)
    {
        var preview = await Sample.Of(name).PreviewAsync();

        var report = preview.Judge();

        Assert.Empty(report.Findings.Where(finding => finding.Level is EnforcementLevel.Mandatory or EnforcementLevel.Remediate));
        var budget = Assert.Single(report.Budgets).Plan;
        Assert.All(budget.Scenarios, scenario => Assert.Equal(Verdict.Within, scenario.Verdict));
        Assert.NotEmpty(budget.Lines);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Preview_OfASample_ShowsNoPassword(string name)
    {
        var sample = Sample.Of(name);
        var preview = await sample.PreviewAsync();

        Assert.DoesNotContain(Sample.Password, preview.Outputs.ToJsonString(), StringComparison.Ordinal);
        Assert.All(preview.Resources, resource => Assert.DoesNotContain(Sample.Password, resource.Masked.ToJsonString(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Readme_OfASample_TellsHowToSetEveryKeyAndWhatItEmits(string name)
    {
        var sample = Sample.Of(name);
        var readme = await File.ReadAllTextAsync(sample.File("README.md"));
        var keys = Key().Matches(await File.ReadAllTextAsync(sample.File("Pulumi.yaml"))).Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal).ToList();

        Assert.Equal(sample.Config.Keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(
            keys,
            Setting().Matches(readme).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
        var preview = await sample.PreviewAsync();
        Assert.All(preview.Outputs, output => Assert.Contains($"`{output.Key}`", readme, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void References_OfASample_AreAllUsed(string name)
    {
        var sample = Sample.Of(name);
        Assert.Empty(Unused(name, sample.Assembly));
    }

    [Fact]
    public void References_OfTheService_AreAllUsed() => Assert.Empty(Unused(Service, typeof(global::Samples.AspNetService.Order).Assembly));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Restore_OfASample_BringsNoOtherCloud(string name)
    {
        var sample = Sample.Of(name);
        using var assets = JsonDocument.Parse(await File.ReadAllTextAsync(sample.File("obj/project.assets.json")));

        var restored = assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0]).ToList();

        Assert.Equal(sample.Clouds, restored.Intersect(Providers));
        Assert.Equal(
            sample.Clouds.Select(cloud =>
                cloud.Replace("Pulumi", "Infra.Pooling", StringComparison.Ordinal).Replace("Native", "", StringComparison.Ordinal)),
            restored.Where(library => library.StartsWith("Infra.Pooling.", StringComparison.Ordinal) && library != "Infra.Pooling.Claims"));
    }

    /// <summary>References that a sample would compile without.</summary>
    private static IEnumerable<string?> Unused(string name, Assembly assembly)
    {
        var project = XDocument.Load(Repository.Path("samples", name, $"{name}.csproj"));
        string Include(XElement reference) => (string)reference.Attribute("Include")!;
        var stated = project.Descendants("PackageReference").Select(Include)
            .Concat(project.Descendants("ProjectReference").Select(other => $"Infra.{Path.GetFileNameWithoutExtension(Include(other))}"));
        // The compiler writes down only what the code uses.
        return stated.Except(assembly.GetReferencedAssemblies().Select(used => used.Name));
    }

    [GeneratedRegex(@"^  [a-z-]+:(\w+):$", RegexOptions.Multiline)]
    private static partial Regex Key();

    [GeneratedRegex(@"^pulumi config set (?:--secret |--path ')?(\w+)(?=[ \[\n])", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
