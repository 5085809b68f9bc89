using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Rendering.Formats;
using Infra.Pooling.Profiles;

namespace Infra.Cli.Tests.Systems;

public sealed class FormatTests
{
    private static readonly ImmutableArray<WorkloadEnvironment> Two =
    [
        new("http", ProfileCatalogue.Find("reducto-http"), [new("DATABASE_URL", "postgresql://u:p$%20'w\"@h/d", true), new("DB_POOL_SIZE", "4", false), new("DEBUG", "off", false)]),
        new("api", ProfileCatalogue.Find("prefect"), [new("TOKEN", "a b", true)]),
    ];

    [Fact]
    public void Dotenv_OfSeveralWorkloads_IsOneFileWithWhatNeedsQuotesInThem() => Assert.Equal(
        "DATABASE_URL=\"postgresql://u:p\\$%20'w\\\"@h/d\"\nDB_POOL_SIZE=4\nDEBUG=off\nTOKEN='a b'\n", EnvironmentFormats.Dotenv(Two));

    [Fact]
    public void Dotenv_OfOneNameWithTwoValues_AsksForTheWorkload() => Assert.Equal(
        "POOL differs between one and two, and one file holds one value; fix: name one of them with --workload, such as --workload one",
        Assert.Throws<UsageException>(() => EnvironmentFormats.Dotenv(
            [new("one", null, [new("POOL", "1", false)]), new("two", null, [new("POOL", "2", false)])])).Message);

    [Fact]
    public void KubernetesSecret_OfSeveralWorkloads_IsASecretForEach() => Assert.Equal(
        """
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: http-database
        type: Opaque
        stringData:
          DATABASE_URL: "postgresql://u:p$%20'w\"@h/d"
          DB_POOL_SIZE: "4"
          DEBUG: "off"
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: api-database
        type: Opaque
        stringData:
          TOKEN: "a b"

        """,
        EnvironmentFormats.KubernetesSecret(Two));

    [Fact]
    public void HelmValues_OfSeveralWorkloads_NameTheSecretAndHoldNoneOfIt() => Assert.Equal(
        """
        ---
        env:
        - name: DATABASE_URL
          valueFrom:
            secretKeyRef:
              name: http-database
              key: DATABASE_URL
        - name: DB_POOL_SIZE
          value: "4"
        - name: DEBUG
          value: "off"
        ---
        server:
          env:
          - name: TOKEN
            valueFrom:
              secretKeyRef:
                name: api-database
                key: TOKEN

        """,
        EnvironmentFormats.HelmValues(Two));

    [Fact]
    public void Compose_OfSeveralWorkloads_KeepsDollarsFromBeingReplaced() => Assert.Equal(
        """
        services:
          http:
            environment:
              DATABASE_URL: "postgresql://u:p$$%20'w\"@h/d"
              DB_POOL_SIZE: "4"
              DEBUG: "off"
          api:
            environment:
              TOKEN: "a b"

        """,
        EnvironmentFormats.Compose(Two));

    [Theory]
    [InlineData("true")]
    [InlineData("NO")]
    [InlineData("0x1f")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData(".inf")]
    [InlineData("12:30:45")]
    [InlineData("2026-11-20")]
    [InlineData("")]
    [InlineData("- a")]
    [InlineData("a: b # c")]
    [InlineData("a\nb\n")]
    [InlineData("a\n b")]
    [InlineData("tab\tand \\ and \"")]
    [InlineData("plain/path.ext")]
    public void YamlText_OfAnyText_ReadsBackAsThatText(string text) => Assert.Equal(
        text, YamlReader.Read(YamlText.Of(new JsonObject { ["key"] = text }), "test")!["key"]!.GetValue<string>());

    [Fact]
    public async Task Of_UnknownWorkload_NamesThoseThatThereAre() => Assert.Equal(
        "there is no workload `web` in olympus; allowed: kratos, hydra, athena; fix: name one of them",
        (await Assert.ThrowsAsync<UsageException>(async () => WorkloadEnvironment.Of(await EvaluateAsync("olympus"), "web", show: false))).Message);

    [Fact]
    public async Task Of_AHostThatIsNotKnownYet_AsksForTheDeployedOutputs() => Assert.Equal(
        "DATABASE_URL of http is known after `pulumi up` only; fix: deploy the stack first, then write its outputs to a file with "
        + "`pulumi stack output --json --show-secrets` and name the file with --from",
        (await Assert.ThrowsAsync<UsageException>(async () => WorkloadEnvironment.Of(await EvaluateAsync("reducto-aws"), null, show: false))).Message);

    [Fact]
    public async Task DeployedOutputs_OfThisStack_ReplaceThePreviews()
    {
        var stack = await EvaluateAsync("olympus");
        var deployed = (JsonObject)stack.Outputs.DeepClone();
        deployed["workloads"]!["kratos"]!["env"]!["KRATOS_DSN"] = "postgres://deployed";
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, deployed.ToJsonString());
            var known = DeployedOutputs.Of(stack, file);

            Assert.Equal("KRATOS_DSN=postgres://deployed\n", EnvironmentFormats.Dotenv(WorkloadEnvironment.Of(known, "kratos", show: true)));
            Assert.Equal("KRATOS_DSN='[secret]'\n", EnvironmentFormats.Dotenv(WorkloadEnvironment.Of(known, "kratos", show: false)));

            deployed["workloads"]!.AsObject().Remove("kratos");
            await File.WriteAllTextAsync(file, deployed.ToJsonString());
            Assert.Equal(
                $"{file} does not hold this stack's outputs: it has no workloads.kratos, which olympus has; "
                + "fix: write it with `pulumi stack output --json --show-secrets` of the same stack",
                Assert.Throws<UsageException>(() => DeployedOutputs.Of(stack, file)).Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<EvaluatedStack> EvaluateAsync(string stack) =>
        StackEvaluator.EvaluateAsync(StackFile.Load(Workspace.Find(AppContext.BaseDirectory, named: null), stack), new DateOnly(2026, 11, 20));
}
