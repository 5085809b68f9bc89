using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.PgBouncer;

public class PgBouncerConfigurationTests
{
    private static readonly PgBouncerConfiguration _small = new()
    {
        Version = new(1, 24, 1),
        Settings = Map(("pool_mode", "transaction"), ("max_client_conn", "500"), ("server_reset_query", "")),
        Databases =
        [
            new("b", "db.example") { Settings = Map(("pool_size", "5"), ("connect_query", "SET a TO 'it''s'")) },
            new("a", "db.example", 5433, "app") { Settings = Map(("application_name", "two words")) },
        ],
        Users = [new("app") { Settings = Map(("max_user_connections", "7")) }],
        Peers = [new(10, "p-9"), new(2, "p-1")],
    };

    [Fact]
    public void Render_Contents_SortsSectionsAndQuotesValues() => Assert.Equal(
        """
        [databases]
        a = host=db.example port=5433 dbname=app application_name='two words'
        b = host=db.example port=5432 connect_query='SET a TO ''it''''s''' pool_size=5

        [users]
        app = max_user_connections=7

        [peers]
        2 = host=p-1 port=6432
        10 = host=p-9 port=6432

        [pgbouncer]
        max_client_conn = 500
        pool_mode = transaction
        server_reset_query =

        """,
        _small.Render());

    [Fact]
    public void Render_OtherOrderOfInput_GivesTheSameText() => Assert.Equal(
        _small.Render(),
        (_small with { Databases = [.. _small.Databases.Reverse()], Peers = [.. _small.Peers.Reverse()] }).Render());

    [Fact]
    public void Render_UnquotableName_IsQuotedWhereTheVersionReadsIt()
    {
        var configuration = new PgBouncerConfiguration { Version = new(1, 25), Databases = [new("my db", "h")] };

        Assert.Equal("[databases]\n'my db' = host=h port=5432\n\n[pgbouncer]\n", configuration.Render());
        Assert.Equal(
            "`[databases] my db`: PgBouncer 1.24.1 cannot read the name (received my db); allowed: letters, digits, `_`, `.`, `-` and `*`, or PgBouncer 1.25 or newer; "
            + "fix: rename the entry or run a newer PgBouncer",
            Assert.Single((configuration with { Version = new(1, 24, 1) }).Faults()).ToString());
    }

    [Fact]
    public void Faults_EverythingWrong_IsReportedAtOnceWithoutThePassword()
    {
        var configuration = new PgBouncerConfiguration
        {
            Version = new(1, 24, 1),
            Settings = Map(("max_client_con", "1"), ("transaction_timeout", "5"), ("listen_port", "x"), ("auth_query", "a\nb")),
            Databases =
            [
                new("pgbouncer", "h"), new("", "h"), new("it's", "h"), new("a", "") { Settings = Map(("password", "hunter2\n"), ("port", "1")) }, new("a", "h", 0),
            ],
            Users = [new("u") { Settings = Map(("pool_sice", "1")) }],
            Peers = [new(0, "h")],
        };

        Assert.Equal(
            [
                "`[pgbouncer] auth_query`: the value does not suit the setting (received a\nb); allowed: text on one line; fix: write such a value",
                "`[pgbouncer] listen_port`: the value does not suit the setting (received x); allowed: a whole number, 1 to 65535; fix: write such a value",
                "`[pgbouncer] max_client_con`: PgBouncer has no setting of this name here (received max_client_con); allowed: a setting of PgBouncer 1.24.1; fix: did you mean `max_client_conn`?",
                "`[pgbouncer] transaction_timeout`: PgBouncer 1.24.1 does not know it (received transaction_timeout); allowed: PgBouncer 1.25.0 or newer; fix: remove it or run a newer PgBouncer",
                "`[databases] pgbouncer`: the name belongs to the console of PgBouncer (received pgbouncer); allowed: any other name; fix: rename the entry",
                "`[databases] `: the name has the wrong length (received 0 bytes); allowed: 1 to 63 bytes; fix: shorten the name",
                "`[databases] it's`: pgbouncer.ini cannot hold the name; allowed: names without line breaks and single quotes; fix: rename the entry",
                "`[databases] a.host`: the entry cannot hold the value; allowed: text of one line that is not empty; fix: change the value or remove it",
                "`[databases] a.password`: the entry cannot hold the value; allowed: text of one line that is not empty; fix: change the value or remove it",
                "`[databases] a.port`: it is given twice; allowed: one value; fix: remove it from the entry's settings",
                "`[databases] a.port`: the value does not suit the setting (received 0); allowed: a whole number, 1 to 65535; fix: write such a value",
                "`[users] u.pool_sice`: PgBouncer has no setting of this name here (received pool_sice); allowed: a setting of PgBouncer 1.24.1; fix: did you mean `pool_size`?",
                "`[peers] 0`: the peer's number is out of range (received 0); allowed: 1 to 16383; fix: number the peers from 1",
                "`[databases] a`: the entry is given twice; allowed: one entry of a name; fix: remove one",
            ],
            configuration.Faults().Select(fault => fault.ToString()));
        Assert.Throws<SpecificationException>(configuration.Render);
    }

    private static ImmutableSortedDictionary<string, string> Map(params (string Name, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
