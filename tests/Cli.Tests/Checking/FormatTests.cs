using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Infra.Cli.Tests.Checking;

/// <summary>Whole documents: eight replicas of ten connections become twelve, on a server that has 97 of them.</summary>
public sealed class FormatTests : IDisposable
{
    private const string Finding =
        "`maxReplicas`: on db.example.com, at peak, rollout and failover, 12 × 1 × (10 + 0) = 120 server connections exceed the 97 available "
        + "(100 minus 3 reserved); use at most 8 a replica or raise max_connections to at least 123.";

    private const string Growth = "at peak, db.example.com takes 120 server connections instead of 80: 40 more (50 %); allowed are 50 more and 20 %.";

    private const string Fixes = "It fits with `api.pool.size` 10 → 8, or `db.example.com.maxConnections` 100 → 123, or `api.replicas.max` 12 → 9.";

    private readonly Project _project = new();

    // So that the documents stay the same when rules are added.
    public FormatTests() => _project.Write("policies.yaml", "rules: {all: disabled, budget-within-capacity: mandatory, budget-delta: advisory}");

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Text_WithABaseline_IsTheWholeStory() => Assert.Equal(
        $"""
                                     Do the connections fit?                              
        ╭───────┬────────────────┬──────────┬────────┬─────────────┬─────┬────┬──────────╮
        │ stack │ server         │ scenario │ before │ connections │   Δ │ of │ verdict  │
        ├───────┼────────────────┼──────────┼────────┼─────────────┼─────┼────┼──────────┤
        │ prod  │ db.example.com │ steady   │     20 │          20 │   0 │ 97 │ within   │
        │ prod  │ db.example.com │ peak     │     80 │         120 │ +40 │ 97 │ exceeded │
        │ prod  │ db.example.com │ rollout  │     80 │         120 │ +40 │ 97 │ exceeded │
        │ prod  │ db.example.com │ failover │     80 │         120 │ +40 │ 97 │ exceeded │
        ╰───────┴────────────────┴──────────┴────────┴─────────────┴─────┴────┴──────────╯
        mandatory budget-within-capacity: {Finding}
          at state.json:1, stack prod
          fits with api.pool.size 10 → 8
          fits with db.example.com.maxConnections 100 → 123
          fits with api.replicas.max 12 → 9
        advisory budget-delta: {Growth}
          at state.json:1, stack prod
        1 stack checked: 1 mandatory finding, 1 advisory, 0 waivers in force, 1 of 1 resource judged

        """,
        await CompareAsync("text"),
        ignoreLineEndingDifferences: true);

    [Fact]
    public async Task Markdown_WithABaseline_ShowsWhatChanges() => Assert.Equal(
        $"""
        <!-- infra: connection budget -->
        ### Connection budget: ❌ 1 mandatory finding

        | environment | scenario | before | after | Δ | of | |
        |---|---|--:|--:|--:|--:|---|
        | **prod** db.example.com | peak | 80 | 120 | +40 | 97 | `██████████` ❌ 123 % |
        | **prod** db.example.com | rollout | 80 | 120 | +40 | 97 | `██████████` ❌ 123 % |
        | **prod** db.example.com | failover | 80 | 120 | +40 | 97 | `██████████` ❌ 123 % |

        - ❌ **budget-within-capacity** {Finding.Replace("max_", "max\\_", StringComparison.Ordinal)} (state.json:1)
          - fits with `api.pool.size` 10 → 8
          - fits with `db.example.com.maxConnections` 100 → 123
          - fits with `api.replicas.max` 12 → 9
        - ⚠️ **budget-delta** {Growth} (state.json:1)

        <details><summary>1 unchanged scenario</summary>

        | environment | scenario | before | after | Δ | of | |
        |---|---|--:|--:|--:|--:|---|
        | **prod** db.example.com | steady | 20 | 20 | 0 | 97 | `██░░░░░░░░` 20 % |

        </details>

        <details><summary>Arithmetic of db.example.com at peak</summary>

        | what | sum | connections |
        |---|---|--:|
        | usable | 100 − 3 − 0 − 0 | 97 |
        | api | 12 × 1 × (10 + 0) | 120 |

        </details>

        """,
        await CompareAsync("markdown"),
        ignoreLineEndingDifferences: true);

    [Fact]
    public async Task Markdown_WithoutABaseline_ShowsWhatIs()
    {
        var text = await CheckAsync(4, "markdown");

        Assert.StartsWith(
            """
            <!-- infra: connection budget -->
            ### Connection budget: ✅ fits

            | environment | scenario | connections | of | |
            |---|---|--:|--:|---|
            | **prod** db.example.com | steady | 20 | 97 | `██░░░░░░░░` 20 % |
            | **prod** db.example.com | peak | 40 | 97 | `█████░░░░░` 41 % |
            """.ReplaceLineEndings("\n"),
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tag_KeepsCommentAndCategoryApart()
    {
        var state = _project.Write("state.json", Files.State(Files.Claim()));

        Assert.StartsWith(
            "<!-- infra: connection budget, shop-eu -->\n### Connection budget of shop-eu: ",
            (await _project.RunAsync("check", "--state", state, "--format", "markdown", "--tag", "shop-eu")).Output,
            StringComparison.Ordinal);
        Assert.Equal(
            """{"id":"connection-budget-shop-eu/"}""",
            JsonNode.Parse((await _project.RunAsync("check", "--state", state, "--format", "sarif", "--tag", "shop-eu")).Output)!["runs"]![0]!["automationDetails"]!.ToJsonString());
    }

    [Theory]
    [InlineData("a--b")]
    [InlineData("a -->")]
    [InlineData("")]
    public async Task Tag_ThatWouldEndTheMarker_IsRefused(string tag) => (await _project.RunAsync("check", "--tag", tag)).Refused(2,
        $"""
        error: --tag: {tag} is no tag; allowed: 1 to 40 letters, digits, dots, underscores and single dashes
        see: ./infra check --help

        """);

    // A relative address leads nowhere in code scanning: what a rule is about stands in the document itself.
    [Fact]
    public async Task Sarif_Help_IsTextAndNoLink()
    {
        var rule = JsonNode.Parse(await CheckAsync(12, "sarif"))!["runs"]![0]!["tool"]!["driver"]!["rules"]![0]!;

        Assert.Null(rule["helpUri"]);
        Assert.Equal(
            "A server refuses every connection beyond max_connections less what it reserves, and does so at the next rollout rather than today."
            + "\n\n- Example: Six PgBouncer pods × default_pool_size 1500 = 9000 in front of max_connections 5000."
            + "\n- Fix: Take one of the changes that the finding offers; each was tried on the whole budget."
            + "\n- Source: PostgreSQL documentation, \"Connections and Authentication\": max_connections, superuser_reserved_connections.\n",
            rule["help"]!["markdown"]!.ToString());
    }

    [Fact]
    public async Task Markdown_ServerThatIsGone_IsAChange()
    {
        var baseline = _project.Write("baseline.json", await CheckAsync(8, "json"));
        var other = Files.Claim();
        other["inputs"]!["host"] = "new.example.com";

        var text = (await _project.RunAsync("check", "--state", _project.Write("state.json", Files.State(other)), "--baseline", baseline, "--format", "markdown")).Output;

        Assert.Contains("| **prod** new.example.com | peak | – | 80 | new | 97 | `█████████░` 82 % |\n", text, StringComparison.Ordinal);
        Assert.Contains("| db.example.com | peak | 80 | – | gone | – |  |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_NamesOfOthers_AreOnlyNames()
    {
        var claim = Files.Claim("a|b<script>@team*_[x](y)`z\n#1");
        claim["urn"] = "urn:pulumi:prod::shop::pooling:index:ConnectionClaim::odd";

        var text = (await _project.RunAsync("check", "--state", _project.Write("state.json", Files.State(claim)), "--format", "markdown")).Output;

        Assert.Contains("| a\\|b&lt;script>@\u200Bteam\\*\\_\\[x](y)'z #\u200B1 | 8 × 1 × (10 + 0) | 80 |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markdown_TooLongForAComment_LosesWhatIsFoldedFirst()
    {
        var claims = Enumerable.Range(0, 600).Select(index => Files.Claim($"a-workload-with-a-rather-long-name-{index}", replicas: 2)).ToArray();

        var text = (await _project.RunAsync("check", "--state", _project.Write("state.json", Files.State(claims)), "--format", "markdown")).Output;

        Assert.InRange(text.Length, 1000, 65_000);
        Assert.EndsWith("\nThere is more than fits into a comment: see the check's own output.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Github_Findings_AreEscapedCommands() => Assert.Equal(
        $"""
        ::error file=state.json,line=1,title=budget-within-capacity::{Finding}%0A{Fixes}
        ::warning file=state.json,line=1,title=budget-delta::{Growth.Replace("%", "%25", StringComparison.Ordinal)}
        1 stack checked: 1 mandatory finding, 1 advisory, 0 waivers in force, 1 of 1 resource judged

        """,
        await CompareAsync("github"),
        ignoreLineEndingDifferences: true);

    [Fact]
    public async Task Junit_Findings_FailOnlyWhereMandatory()
    {
        var text = await CompareAsync("junit");

        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", text, StringComparison.Ordinal);
        Assert.Equal(
            XElement.Parse($"""
            <testsuites name="connection budget" tests="2" failures="1" errors="0" skipped="0">
              <testsuite name="prod" tests="2" failures="1" errors="0" skipped="0">
                <testcase classname="prod" name="budget-within-capacity">
                  <failure message="{Finding}" type="mandatory">state.json:1: {Finding} {Fixes}</failure>
                </testcase>
                <testcase classname="prod" name="budget-delta">
                  <system-out>state.json:1: {Growth}</system-out>
                </testcase>
              </testsuite>
            </testsuites>
            """).ToString(),
            XElement.Parse(text).ToString());
    }

    [Fact]
    public async Task Junit_CharactersThatXmlLacks_AreReplaced()
    {
        var claim = Files.Claim("a\u0001b", replicas: 20);
        claim["urn"] = "urn:pulumi:prod::shop::pooling:index:ConnectionClaim::odd";
        var more = Files.Claim("c", replicas: 20);

        var text = (await _project.RunAsync("check", "--state", _project.Write("state.json", Files.State(claim, more)), "--format", "junit")).Output;

        Assert.Contains("a\uFFFDb 20 × 1 × (10 + 0)", XElement.Parse(text).Descendants("failure").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sarif_Findings_HaveRuleLevelPlaceAndState()
    {
        var run = JsonNode.Parse(await CompareAsync("sarif"))!["runs"]![0]!;

        Assert.Equal(["budget-within-capacity", "budget-delta"], run["tool"]!["driver"]!["rules"]!.AsArray().Select(rule => rule!["id"]!.ToString()));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""
            [
              {
                "ruleId": "budget-within-capacity", "ruleIndex": 0, "level": "error",
                "message": {"text": "{{Finding}} {{Fixes}}"},
                "locations": [{
                  "physicalLocation": {"artifactLocation": {"uri": "state.json", "uriBaseId": "SRCROOT"}, "region": {"startLine": 1} },
                  "logicalLocations": [{"fullyQualifiedName": "urn:pulumi:prod::shop::pooling:index:ConnectionClaim::api#maxReplicas", "kind": "resource"}]
                }],
                "partialFingerprints": {"subject/v1": "prod:budget-within-capacity:urn:pulumi:prod::shop::pooling:index:ConnectionClaim::api#maxReplicas"},
                "baselineState": "new"
              },
              {
                "ruleId": "budget-delta", "ruleIndex": 1, "level": "warning",
                "message": {"text": "{{Growth}}"},
                "locations": [{
                  "physicalLocation": {"artifactLocation": {"uri": "state.json", "uriBaseId": "SRCROOT"}, "region": {"startLine": 1} },
                  "logicalLocations": [{"fullyQualifiedName": "urn:pulumi:prod::shop::pooling:index:ConnectionClaim::api#maxReplicas", "kind": "resource"}]
                }],
                "partialFingerprints": {"subject/v1": "prod:budget-delta:urn:pulumi:prod::shop::pooling:index:ConnectionClaim::api#maxReplicas"},
                "baselineState": "new"
              }
            ]
            """),
            run["results"]),
            run["results"]!.ToJsonString());
    }

    [Fact]
    public async Task Json_Document_HasTheShapeOfTheContract()
    {
        var document = JsonNode.Parse(await CompareAsync("json"))!;

        Assert.Equal(["date", "verdict", "stacks", "budgets", "findings", "results", "waivers"], document.AsObject().Select(member => member.Key));
        Assert.Equal("2026-11-01", document["date"]!.ToString());
        Assert.Equal(
            ["stack", "server", "title", "stacks", "maxConnections", "reserved", "admin", "other", "usable", "scenarios", "lines"],
            document["budgets"]![0]!.AsObject().Select(member => member.Key));
        Assert.Equal(
            """[{"path":"api.pool.size","urn":"urn:pulumi:prod::shop::pooling:index:ConnectionClaim::api","from":10,"to":8},{"path":"db.example.com.maxConnections","urn":"urn:pulumi:prod::shop::pooling:index:ConnectionClaim::api","from":100,"to":123},{"path":"api.replicas.max","urn":"urn:pulumi:prod::shop::pooling:index:ConnectionClaim::api","from":12,"to":9}]""",
            document["findings"]![0]!["fixes"]!.ToJsonString());
        Assert.Equal(
            """[{"stack":null,"rule":"budget-within-capacity","level":"mandatory","ok":0,"violations":1,"undecided":0},{"stack":null,"rule":"budget-delta","level":"advisory","ok":0,"violations":1,"undecided":0}]""",
            document["results"]!.ToJsonString());
    }

    private async Task<string> CompareAsync(string format)
    {
        var baseline = _project.Write("baseline.json", await CheckAsync(8, "json"));
        return await CheckAsync(12, format, "--baseline", baseline);
    }

    private async Task<string> CheckAsync(int replicas, string format, params string[] more)
    {
        var state = _project.Write("state.json", Files.State(Files.Claim(replicas: replicas)));
        var result = await _project.RunAsync(["check", "--state", state, "--format", format, .. more]);
        Assert.Equal("", result.Error);
        return result.Output;
    }
}
