using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Checking;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Policies.Rules;

namespace Infra.Cli.Tests.Checking;

/// <summary>A program that makes more than its specification says: only the rules know of the rest.</summary>
public sealed class SpecifiedResourcesTests : IDisposable
{
    private readonly Project _project = new();

    public SpecifiedResourcesTests() => _project.Specified("dev");

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Stack_OfItsSpecificationAlone_IsJudgedByThePlan()
    {
        var check = await CheckAsync();

        Assert.Equal(["app"], check.Group.Budgets.Select(budget => budget.Identity));
        Assert.DoesNotContain(check.Findings, finding => finding.Finding.Rule.StartsWith("budget-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Database_OfTheProgramsOwn_IsJudgedByTheRules()
    {
        var check = await CheckAsync(Claim("reports", "other.example.com", replicas: 20));

        Assert.Equal(["app", "other.example.com"], check.Group.Budgets.Select(budget => budget.Identity));
        var finding = Assert.Single(check.Findings, finding => finding.Finding.Rule == "budget-within-capacity");
        Assert.Equal((true, "other.example.com"), (finding.IsMandatory, finding.Budget?.Identity));
        Assert.NotEmpty(check.Fixes(finding));
    }

    [Fact]
    public async Task Client_BesideThoseOfTheSpecification_CountsOnItsServer()
    {
        var check = await CheckAsync(Claim("reports", "db.example.com", replicas: 20));

        Assert.Contains(check.Findings, finding => finding.IsMandatory && finding.Finding.Rule == "budget-within-capacity" && finding.Finding.Message.Contains("reports", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Place_OfWhatTheProgramAdds_IsInTheProgram()
    {
        _project.Write("MyStack.cs", "class MyStack\n{\n    ConnectionClaim more = new(\"reports\", args);\n}\n");

        var check = await CheckAsync(Claim("reports", "other.example.com", replicas: 20));

        var finding = Assert.Single(check.Findings, finding => finding.Finding.Rule == "budget-within-capacity");
        Assert.Equal(new Place("MyStack.cs", 3), check.PlaceOf(finding.Finding));
    }

    private async Task<StackCheck> CheckAsync(params RecordedResource[] more)
    {
        var session = new Session(TextWriter.Null, TextWriter.Null, TimeProvider.System, new Workspace(_project.Root));
        var file = StackFile.Load(session.Workspace, "dev");
        var evaluated = await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(session, file), session.Today);
        return new(file, evaluated with { Resources = [.. evaluated.Resources, .. more] }, new(session.Workspace, file), RuleConfiguration.Default, [], session.Today);
    }

    private static RecordedResource Claim(string name, string host, int replicas)
    {
        var inputs = (JsonObject)Files.Claim(name, replicas)["inputs"]!.DeepClone();
        inputs["host"] = host;
        return new($"urn:pulumi:dev::infra::pooling:index:ConnectionClaim::{name}", "pooling:index:ConnectionClaim", name, false, null, inputs, inputs, ImmutableArray<string>.Empty);
    }
}
