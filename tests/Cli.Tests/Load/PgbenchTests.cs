using Infra.Cli.Load;

namespace Infra.Cli.Tests.Load;

public sealed class PgbenchTests
{
    private const string Printed = """
        pgbench (15.8 (Debian 15.8-0+deb12u1))
        transaction type: script.sql
        scaling factor: 1
        query mode: prepared
        number of clients: 50
        number of threads: 2
        maximum number of tries: 1
        duration: 3 s
        number of transactions actually processed: 30512
        number of failed transactions: 3 (0.010%)
        latency average = 4.915 ms
        initial connection time = 154.108 ms
        tps = 10171.234567 (without initial connection time)
        """;

    private static readonly PgbenchRequest Plain = new()
    {
        ConnectionString = "Host=localhost;Username=app;Password=secret",
        Script = "SELECT 1;",
        Clients = 50,
    };

    [Fact]
    public void Parse_WhatPgbenchPrints_IsUnderstood() =>
        Assert.Equal(new PgbenchResult(10171.234567, TimeSpan.FromMilliseconds(4.915), 30512, 3), Pgbench.Parse(Printed));

    [Fact]
    public void Parse_OutputThatEndsTooSoon_IsNothing() => Assert.Null(Pgbench.Parse(Printed[..Printed.IndexOf("tps", StringComparison.Ordinal)]));

    [Fact]
    public void Arguments_OfARequest_HoldNoPassword() => Assert.Equal(
        "pgbench --no-vacuum --file=x.sql --client=50 --jobs=2 --time=3 --protocol=extended --connect",
        string.Join(' ', Pgbench.Arguments("pgbench", "x.sql", Plain with { Threads = 2, Protocol = "extended", ConnectPerTransaction = true })));
}
