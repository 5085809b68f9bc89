using System.Collections.Immutable;
using Infra.Pooling.Connections;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Connections;

/// <summary>Options that the tests of all forms share.</summary>
internal static class Sample
{
    public static readonly ConnectionOptions Plain = new()
    {
        Target = new("db.example.com", 6432, "app"),
        User = "app",
        Password = "pw",
        Tls = TlsMode.Disable,
    };

    public static readonly ConnectionOptions Transaction = Plain with
    {
        Tls = TlsMode.VerifyFull,
        RootCertificate = "/etc/pki/ca.crt",
        ApplicationName = "api 1",
        Client = new()
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            CommandTimeout = TimeSpan.FromSeconds(30),
            PoolSize = 8,
            IdleLifetime = TimeSpan.FromMinutes(2),
            ConnectionLifetime = TimeSpan.FromMinutes(30),
            KeepaliveIdle = TimeSpan.FromSeconds(60),
            KeepaliveInterval = TimeSpan.FromMilliseconds(9001),
        },
    };

    public static ConnectionOptions In(string situation) => situation switch
    {
        "session" => Plain with { Mode = PoolMode.Session, MaxPreparedStatements = 200 },
        "transaction" => Plain,
        "statement" => Plain with { Mode = PoolMode.Statement },
        "tracked" => Plain with { MaxPreparedStatements = 200 },
        "few tracked" => Plain with { MaxPreparedStatements = 5 },
        "rds" => Plain with { Pooler = PoolerKind.RdsProxy, MaxPreparedStatements = 200 },
        "direct" => Plain with { Target = Plain.Target with { Route = Route.Direct }, MaxPreparedStatements = 200 },
        _ => throw new ArgumentOutOfRangeException(nameof(situation), situation, null),
    };

    public static string Lines(this ImmutableSortedDictionary<string, string> arguments) =>
        string.Join('\n', arguments.Select(one => $"{one.Key}={one.Value}"));

    /// <summary>Every printable ASCII character alone and inside, then random Unicode.</summary>
    public static IEnumerable<string> Passwords()
    {
        var ascii = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code));
        foreach (var one in ascii)
        {
            yield return $"{one}";
            yield return $"a{one}b";
            yield return $"{one}{one}z{one}";
        }

        yield return ascii;
        yield return " leading and trailing ";
        yield return "ends with a line feed\n";
        yield return "\"' and then\n";
        yield return "both ' and \" and ; and = and {braces} and %41%zz and @host:1/x?y#z";
        yield return "é ü ß 漢字 🐘 \u200B \u00A0 \t \r\n \u0001 \u2028";

        var random = new Random(20261107);
        for (var i = 0; i < 500; i++)
            yield return string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => Rune(random)));
    }

    private static System.Text.Rune Rune(Random random)
    {
        while (true)
        {
            int[] highest = [0x7F, 0xFF, 0xFFFF, 0x10FFFF];
            if (System.Text.Rune.TryCreate(random.Next(1, highest[random.Next(highest.Length)] + 1), out var rune))
                return rune;
        }
    }
}
