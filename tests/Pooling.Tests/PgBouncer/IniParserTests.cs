using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Tests.PgBouncer;

public class IniParserTests
{
    [Fact]
    public void Parse_FileWithEverything_IsReadAsPgBouncerReadsIt()
    {
        var document = Parse(
            """
            ; comment
              # another
            [databases] ; a comment may follow a section
            app = host=db.example port = 5433 password='it''s ; a' dbname=x
            * =
            'my db' = host=a
            [pgbouncer]listen_port=1
            	pool_mode	=	 transaction  
            server_reset_query =
            %include   more.ini
            [users]
            u=pool_mode=session
            [peers]
            1 = host=p
            """,
            name => name == "more.ini" ? "auth_file = a ; b\n[pgbouncer]\nverbose=1" : null);

        Assert.Equal(["more.ini:2: warning: the section sets everything back to its default that pgbouncer.ini:7 and later lines have set; allowed: one section [pgbouncer]; "
            + "fix: move the lines into the first one [section-again]"], document.Findings.Select(finding => finding.ToString()));
        Assert.Equal(["auth_file=a ; b@more.ini:1", "verbose=1@more.ini:3"], document.Settings.Values.Select(Show));
        Assert.Equal(["*=@pgbouncer.ini:5", "app=host=db.example port = 5433 password='it''s ; a' dbname=x@pgbouncer.ini:4", "my db=host=a@pgbouncer.ini:6"],
            document.Databases.Values.Select(entry => Show(entry.Line)));
        Assert.Equal(["host=db.example", "port=5433", "password=it's ; a", "dbname=x"], document.Databases["app"].Pairs.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal("session", document.Users["u"].Value("pool_mode"));
        Assert.Equal("p", document.Peers["1"].Value("host"));
        Assert.Equal("pgbouncer.ini:4: [databases] app", document.Databases["app"].ToString());
    }

    [Theory]
    [InlineData("[pgbouncer]\n[users", 2, "a section is not closed")]
    [InlineData("[pgbouncer]\n[users\n", 2, "a section is not closed")]
    [InlineData("[pgbouncer]\n\nlisten_port\n", 3, "`=` is missing after the name")]
    [InlineData("[pgbouncer]\n%foo\n", 2, "the line starts with a character that no name may hold")]
    [InlineData("[pgbouncer]\n'' = a\n", 2, "a name in quotes is empty or not closed")]
    [InlineData("[pgbouncer]\n'a = b\n", 2, "a name in quotes is empty or not closed")]
    [InlineData("[pgbouncer]\n%include none.ini\n", 2, "the included file cannot be read")]
    [InlineData("[pgbouncer]\n%include \n", 2, "the included file cannot be read")]
    [InlineData("[pgbouncer]\n%include pgbouncer.ini\n", 2, "the file is included by itself")]
    [InlineData("listen_port = 1\n[pgbouncer]\n", 1, "`listen_port` stands before the first section")]
    [InlineData("[databases]\na = host=b\n", 1, "the section [pgbouncer] is missing")]
    [InlineData("[pgbouncer]\n[Users]\n", 2, "PgBouncer has no section of this name")]
    [InlineData("[pgbouncer]\n[databases]\npgbouncer = host=b\n", 3, "the name belongs to the console of PgBouncer")]
    [InlineData("[pgbouncer]\n[databases]\na = host\n", 3, "the entry `a` cannot be read: character 1 does not start a `name=value` pair")]
    [InlineData("[pgbouncer]\n[databases]\na = host=b password='x\n", 3, "the entry `a` cannot be read: the quote behind character 8 is not closed")]
    [InlineData("[pgbouncer]\n[databases]\na = host=''\n", 3, "the entry `a` cannot be read: the name at character 1 has no value")]
    [InlineData("[pgbouncer]\n[databases]\na = password=two words\n", 3, "the entry `a` cannot be read: character 14 does not start a `name=value` pair")]
    [InlineData("[pgbouncer]\n[peers]\n0 = host=a\n", 3, "the peer is no number in range")]
    public void Parse_WhatPgBouncerRefuses_IsOneErrorAtItsLine(string text, int line, string problem)
    {
        var finding = Assert.Single(Parse(text).Findings);

        Assert.Equal((line, problem, true), (finding.Line, finding.Problem, finding.Refused));
    }

    [Theory]
    [InlineData("host= port=5432", "host=port=5432")]
    [InlineData("host = x", "host=x")]
    [InlineData("password=ab'c", "password=ab'c")]
    [InlineData("host='a'xport=5", "host=a|port=5")]
    [InlineData("password='a=b c'  host==x", "password=a=b c|host==x")]
    [InlineData("password=''''", "password='")]
    [InlineData("host=x\tport=5", "host=x\tport=5")]
    public void Parse_OddConnectionStrings_AreTakenApartAsPgBouncerDoes(string entry, string expected) =>
        Assert.Equal(expected, string.Join('|', Parse($"[pgbouncer]\n[databases]\na={entry}\n").Databases["a"].Pairs.Select(pair => $"{pair.Key}={pair.Value}")));

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public void Parse_IncludesInIncludes_GoTenDeep(int deep, int findings)
    {
        var document = Parse("[pgbouncer]\n%include 1", name => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture) is var level && level == deep ? "verbose=1" : $"%include {level + 1}");

        Assert.Equal(findings, document.Findings.Length);
        Assert.Equal(findings == 0, document.Settings.ContainsKey("verbose"));
    }

    [Fact]
    public void Parse_IncludesThatMultiply_Ends()
    {
        var document = Parse("[pgbouncer]\n%include 1", name => string.Concat(Enumerable.Repeat($"%include {name}1\n", 50)));

        Assert.All(document.Findings, finding => Assert.Equal("include", finding.Id));
    }

    [Fact]
    public void Parse_SameNameTwice_TheLastCountsAndItIsSaid()
    {
        var document = Parse("[pgbouncer]\nverbose = 1\nverbose = 2\n[databases]\na = host=x host=y\na = host=z\n");

        Assert.Equal(
            [
                "pgbouncer.ini:3: note: `verbose` is already given in pgbouncer.ini:2, and the last one counts; allowed: every name once; fix: remove the one that does not hold [duplicate-setting]",
                "pgbouncer.ini:5: note: `host` is given twice in the entry `a`, and the last one counts; allowed: every name once; fix: remove the one that does not hold [duplicate-setting]",
                "pgbouncer.ini:6: note: `a` is already given in pgbouncer.ini:5, and the last one counts; allowed: every name once; fix: remove the one that does not hold [duplicate-setting]",
            ],
            document.Findings.Select(finding => finding.ToString()));
        Assert.Equal(("2", "z"), (document.Settings["verbose"].Value, document.Databases["a"].Value("host")));
    }

    [Fact]
    public void Parse_RenderedConfigurations_ReadBackEqual()
    {
        var random = new Random(3);
        var written = 0;
        for (var round = 0; round < 1500; round++)
        {
            var configuration = Random(random);
            if (!configuration.Faults().IsEmpty)
                continue;
            written++;

            var document = Parse(configuration.Render());

            Assert.Empty(document.Findings);
            Assert.Equal(configuration.Settings.Select(Show), document.Settings.Values.Select(line => $"{line.Key}={line.Value}"));
            Assert.Equal(configuration.Databases.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(Show), document.Databases.Values.Select(Read));
            Assert.DoesNotContain(PgBouncerLint.Check(document, configuration.Version), finding => finding.Refused && finding.Id != "client-tls-files");
        }

        Assert.True(written > 300, $"only {written} configurations could be written");
    }

    [Fact]
    public void Parse_RandomGarbage_NeverThrows()
    {
        var random = new Random(4);
        for (var round = 0; round < 5000; round++)
        {
            var text = (random.Next(2) == 0 ? "[pgbouncer]\n" : "") + Samples.Garbage(random, "[[]]\n\n==''%;# \tabe1databses\0\r");
            Assert.NotEqual(default, PgBouncerLint.Check(Parse(text, name => name.Length > 3 ? text : null), new(1, random.Next(5, 27))));
        }
    }

    private static IniDocument Parse(string text, Func<string, string?>? include = null) => IniParser.Parse("pgbouncer.ini", text, include ?? (_ => null));

    private static PgBouncerConfiguration Random(Random random)
    {
        var settings = SettingCatalogue.All.Where(setting => setting.Scope == SettingScope.Pooler && random.Next(4) == 0)
            .ToImmutableSortedDictionary(setting => setting.Name, setting => setting.Kind is SettingKind.Text or SettingKind.File
                ? Samples.Text(random, 12).Trim() : setting.Default ?? "", StringComparer.Ordinal);
        var databases = Enumerable.Range(0, random.Next(4)).Select(i => new DatabaseEntry($"d{i}{Samples.Text(random, 3)}", "h" + Samples.Text(random, 6), random.Next(1, 65536), "n" + Samples.Text(random, 6))
        {
            Settings = SettingCatalogue.All.Where(setting => setting.Scope == SettingScope.Database && setting.Kind == SettingKind.Text && setting.Name != "dbname" && random.Next(3) == 0)
                .ToImmutableSortedDictionary(setting => setting.Name, _ => "v" + Samples.Text(random, 12), StringComparer.Ordinal),
        });
        return new() { Version = PgBouncerVersion.Newest, Settings = settings, Databases = [.. databases] };
    }

    private static string Show(IniLine line) => $"{line.Key}={line.Value}@{line.File}:{line.Line}";

    private static string Show(KeyValuePair<string, string> pair) => $"{pair.Key}={pair.Value}";

    private static string Show(DatabaseEntry entry) =>
        $"{entry.Name}|{entry.Host}|{entry.Port}|{entry.DatabaseName}|{string.Join('|', entry.Settings.Select(Show))}";

    private static string Read(IniEntry entry) => $"{entry.Name}|{entry.Value("host")}|{entry.Value("port")}|{entry.Value("dbname")}|"
        + string.Join('|', entry.Pairs.Where(pair => pair.Key is not ("host" or "port" or "dbname")).Select(Show));
}
