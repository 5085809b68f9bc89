using System.Collections.Immutable;
using Infra.Policies.Rules.Checks.Clients;

namespace Infra.Policies.Rules.Packs;

/// <summary>What the connection strings of programs say.</summary>
internal static class ClientSettingsPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<ClientFacts>(
            new(
                "pooler-bypass", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "Programs connect to the pooler before their database.")
            {
                Why = "A program that goes past the pooler takes server connections of its own, which the pooler's share does "
                    + "not leave room for.",
                Example = "`DATABASE_URL=postgres://app@db.example.com/app` beside a PgBouncer whose entry `app` leads to db.example.com.",
                Fix = "Give the program the pooler's host, or say `route: direct` in a claim where it needs the server itself.",
                Source = "PgBouncer documentation, \"Usage\"; Amazon RDS User Guide, \"Connecting to a database through RDS Proxy\".",
                Question = "whether the program uses the pooler",
            },
            new PoolersUsed(),
            Told),
        new PackedRule<ClientFacts>(
            new(
                "npgsql-reset", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack,
                "Npgsql does not reset sessions that it shares.")
            {
                Why = "Npgsql's pool resets a connection before it is used again. Where a pooler shares server connections, that "
                    + "resets whatever session is free just then.",
                Example = "`Host=pgbouncer;Database=app;Maximum Pool Size=20` in front of `pool_mode = transaction`.",
                Fix = "Write `No Reset On Close=true` into the connection string.",
                Source = "Npgsql documentation, \"Compatibility: PgBouncer\".",
                Question = "whether Npgsql resets sessions of others",
            },
            new ResetsAvoided(),
            Told),
        new PackedRule<ClientFacts>(
            new(
                "prepared-in-transaction", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack,
                "Poolers carry the statements that drivers prepare.")
            {
                Why = "In transaction mode a statement that was prepared on one server connection is missing on the next, unless "
                    + "the pooler keeps track: clients fail now and then, under load.",
                Example = "`jdbc:postgresql://…:6432/app` in front of the built-in PgBouncer of Azure, whose "
                    + "max_prepared_statements is 0 by default.",
                Fix = "Set max_prepared_statements to 1 or more (PgBouncer 1.21 or newer), or make the driver prepare nothing.",
                Source = "PgBouncer documentation, \"max_prepared_statements\"; the documentation of each driver on prepared statements.",
                Question = "whether prepared statements are carried",
            },
            new PreparedCarried(),
            Told),
    ];

    private static string Told(ClientFacts facts) => $"{facts.Client} {facts.What}; {facts.Fix}";
}
