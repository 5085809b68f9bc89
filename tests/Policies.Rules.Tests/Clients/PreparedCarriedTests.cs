namespace Infra.Policies.Rules.Tests.Clients;

public class PreparedCarriedTests
{
    private const string Rule = "prepared-in-transaction";
    private const string Off = GivenPods.Sound + "\nmax_prepared_statements = 0\n";
    private const string At = "spec.template.spec.containers[0].env[0].value";
    private const string Missing = "shop uses pgJDBC with its prepareThreshold in transaction mode, "
        + "where a statement that is prepared on one server connection is missing on the next; "
        + "set max_prepared_statements to 1 or more (PgBouncer 1.21 or newer), or make the driver prepare nothing.";

    private const string Question = "whether prepared statements are carried cannot be told; it depends on ";

    [Theory]
    [InlineData("Host=pooler;Database=app")]
    [InlineData("jdbc:postgresql://pooler/app?prepareThreshold=0")]
    [InlineData("jdbc:postgresql://pooler/app?preferQueryMode=simple")]
    [InlineData("postgresql+psycopg2://app@pooler/app")]
    [InlineData("postgresql+asyncpg://app@pooler/app?prepared_statement_cache_size=0")]
    public void Judge_DriverThatPreparesNothing_IsOk(string text) => Assert.Equal(["ok"], Of(text, Off));

    [Theory]
    [InlineData("pgbouncer:1.26.1", "")]
    [InlineData("pgbouncer:1.24.0", "")]
    [InlineData("pgbouncer:1.21.0", "max_prepared_statements = 100")]
    [InlineData("pgbouncer:stable", "max_prepared_statements = 100")]
    public void Judge_CarriedStatements_AreOk(string image, string setting) =>
        Assert.Equal(["ok"], Of("jdbc:postgresql://pooler/app", $"{GivenPods.Sound}\n{setting}\n", image));

    [Theory]
    [InlineData("Host=pooler;Database=app;Max Auto Prepare=20;Password=hunter2", "Npgsql with Max Auto Prepare")]
    [InlineData("jdbc:postgresql://pooler/app", "pgJDBC with its prepareThreshold")]
    [InlineData("postgresql+asyncpg://app@pooler/app", "asyncpg with its statement cache")]
    [InlineData("postgres://app@pooler/app?pool_max_conns=8", "pgx with its statement cache")]
    [InlineData("postgres://app@pooler/app?default_query_exec_mode=cache_statement", "pgx with its statement cache")]
    [InlineData("postgres://app@pooler/app?connection_limit=5", "Prisma without pgbouncer=true")]
    public void Judge_DriverThatPrepares_IsAViolation(string text, string driver) => Assert.Equal(
        [
            $"violation urn:files: `data.pgbouncer.ini:9 max_prepared_statements`: shop uses {driver} in transaction mode, "
            + "where a statement that is prepared on one server connection is missing on the next; "
            + "set max_prepared_statements to 1 or more (PgBouncer 1.21 or newer), or make the driver prepare nothing.",
        ],
        Of(text, Off));

    [Theory]
    [InlineData("pgbouncer:1.23.1")]
    [InlineData("pgbouncer:1.18.0")]
    public void Judge_OldDefault_IsAViolation(string image) => Assert.Equal(
        [$"violation urn:files: `data.pgbouncer.ini max_prepared_statements`: {Missing}"], Of("jdbc:postgresql://pooler/app", GivenPods.Sound, image));

    [Fact]
    public void Judge_BuiltInDefault_IsAViolation() => Assert.Equal(
        [$"violation urn:server: `pgbouncer.max_prepared_statements`: {Missing}"],
        Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenPods.Program("DATABASE_URL", $"jdbc:postgresql://{GivenAzure.Host}:6432/app")));

    [Fact]
    public void Judge_UnknownVersion_IsUndecided() => Assert.Equal(
        [$"undecided urn:pooler: `spec.template.spec.containers[0].image`: {Question}`urn:pooler#spec.template.spec.containers[0].image`."],
        Of("jdbc:postgresql://pooler/app", GivenPods.Sound, "pgbouncer:stable"));

    [Fact]
    public void Judge_UnknownString_IsUndecided() => Assert.Equal(
        [Judged.Once(At, "pgbouncer-client-cap, npgsql-reset, prepared-in-transaction and query-wait")], Of("?", Off));

    [Theory]
    [InlineData("postgres://app@pooler/app")]
    [InlineData("jdbc:postgresql://db.example.com/app")]
    public void Judge_NoDriverTold_IsNotApplicable(string text) => Assert.Equal(["not applicable"], Of(text, Off));

    private static IReadOnlyList<string> Of(string text, string ini, string image = "pgbouncer:1.26.1") =>
        Judged.By(Rule, [.. GivenPods.Through(ini, image), GivenPods.Program("DATABASE_URL", text)]);
}
