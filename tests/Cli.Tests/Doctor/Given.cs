using System.Collections.Immutable;
using System.Text.Json;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Checks;
using Infra.Cli.Doctor.Looking;
using Infra.Cli.Doctor.Wire;
using Infra.Pooling;
using Infra.Pooling.Specification;

namespace Infra.Cli.Tests.Doctor;

/// <summary>Sights made up for the checks.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TlsFacts Good = new("TLSv1.3", "TLS_AES_256_GCM_SHA384", null, false, Now.AddYears(1));

    public static PoolPlan Plan()
    {
        using var specification = JsonDocument.Parse(
            """
            {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db.example", "maxConnections": 100},
             "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}, "load": {"peakRps": 100, "meanQuery": "10ms"}}]}
            """);
        return PoolPlan.Create(PoolingSpecification.Read(specification.RootElement), new(2026, 11, 1));
    }

    public static DoctorSight Busy(DoctorSight sight, string clients, string user, string transactions = "0", string time = "0") =>
        sight with
        {
            Console = Seen.Of(Console(("max_client_conn", "100")).Value! with
            {
                Pools = Table(["database", "user", "cl_active", "cl_waiting", "sv_active", "maxwait"], ["app", user, clients, "0", "5", "0"]),
                Stats = Table(["database", "avg_xact_count", "avg_xact_time", "avg_wait_time"], ["app", transactions, time, "0"]),
            }),
        };

    public static DoctorSight Sight(EntrySight entry) => new([entry], Seen<ConsoleSight>.Not("none"), null, Now);

    public static Address At(string host, int port, string tls = "verify-full") =>
        new() { Host = host, Port = port, Database = "app", User = "api", Tls = new(tls) };

    public static ServerFacts Server() => new("16.4", 7, false, "10.0.0.1:5432", "10.0.0.1", "10.0.0.2", "TLSv1.3", 1);

    public static EntrySight Entry(params (string Name, string Value)[] settings) => new("app", At("db.example", 6432))
    {
        Login = Seen.Of(new LoginFacts(Good, PasswordLogin.Scram, 1)),
        Server = Seen.Of(Server()),
        Settings = Seen.Of(
            settings.ToImmutableDictionary(setting => setting.Name, setting => new ServerSetting(setting.Value, null, setting.Value))),
    };

    public static Seen<ConsoleSight> Console(params (string Name, string Value)[] config) => Seen.Of(new ConsoleSight(
        "PgBouncer 1.25.1", Seen.Of(
            config.ToImmutableSortedDictionary(one => one.Name, one => one.Value)), Table([]), Table([]), Table([])));

    public static Seen<WireTable> Table(ImmutableArray<string> columns, params ImmutableArray<string?>[] rows) =>
        Seen.Of(new WireTable(columns, [.. rows]));

    public static string Line(CheckResult result) =>
        $"{result.State} {result.Check}{(result.Entry is null ? "" : $" ({result.Entry})")}: "
            + $"{result.Detail}{(result.Advice is null ? "" : $" → {result.Advice}")}";
}
