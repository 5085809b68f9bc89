using System.Text;
using Infra.Pooling.Connections;

namespace Infra.Pooling.Tests.Connections;

/// <summary>Every URI form is read back by the parser of the base library, which knows nothing of ours.</summary>
public sealed class UriRoundTripTests
{
    public static TheoryData<string> Forms() => [ConnectionForms.Uri, ConnectionForms.Psycopg, ConnectionForms.Asyncpg, ConnectionForms.Sqlalchemy, ConnectionForms.Pgx, ConnectionForms.NodePostgres, ConnectionForms.Prisma];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Uri_AnyText_IsReadBackByRfc3986(string form)
    {
        foreach (var text in Sample.Passwords())
        {
            var options = Sample.Plain with { User = $"u{text}", Password = text };

            var uri = new Uri(Text(form, options));

            var separator = uri.UserInfo.IndexOf(':', StringComparison.Ordinal);
            Assert.Equal(
                ($"u{text}", text, "db.example.com", 6432, "/app", ""),
                (Decoded(uri.UserInfo[..separator]), Decoded(uri.UserInfo[(separator + 1)..]), uri.Host, uri.Port, uri.AbsolutePath, uri.Fragment));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Uri_AnyDatabaseName_IsReadBackByRfc3986(string form)
    {
        foreach (var text in Sample.Passwords().Where(text => form != ConnectionForms.NodePostgres || text.AsSpan().IndexOfAny("?#/") < 0))
        {
            var uri = new Uri(Text(form, Sample.Plain with { Target = new("::1", 6432, $"d{text}") }));

            var name = uri.Query.StartsWith("?database=", StringComparison.Ordinal) ? $"/{uri.Query[10..].Split('&')[0]}" : uri.AbsolutePath;
            Assert.Equal(("[::1]", $"/d{text}"), (uri.Host, Decoded(name)));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Uri_AnyText_IsWrittenInUnreservedCharacters(string form)
    {
        foreach (var text in Sample.Passwords())
        {
            var user = Text(form, Sample.Plain with { Password = text }).Split("://", 2)[1].Split('@')[0];

            Assert.Matches(@"\Aapp:([A-Za-z0-9._~-]|%[0-9A-F]{2})+\z", user);
        }
    }

    [Fact]
    public void Jdbc_AnyText_IsReadBackAsAForm()
    {
        foreach (var text in Sample.Passwords())
        {
            var jdbc = ConnectionStrings.Jdbc(Sample.Plain with { Target = new("db.example.com", 6432, $"d{text}"), User = $"u{text}", Password = text }).Text;

            var parts = jdbc.Split(["?", "&"], StringSplitOptions.None);
            Assert.Equal(
                [$"jdbc:postgresql://db.example.com:6432/d{text}", $"user=u{text}", $"password={text}", "sslmode=disable", "gssEncMode=disable", "prepareThreshold=0"],
                parts.Select(FormDecoded));
        }
    }

    private static string Text(string form, ConnectionOptions options) =>
        Assert.Single(ConnectionStrings.For(options), one => one.Name == form).Text;

    // Uri.UnescapeDataString would leave a malformed escape alone; this does not.
    private static string Decoded(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '%')
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(at + 1, 2))[0]);
                at += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[at].ToString()));
            }
        }

        return new UTF8Encoding(false, true).GetString([.. bytes]);
    }

    // pgJDBC reads a plus as a blank.
    private static string FormDecoded(string text) => Decoded(text.Replace('+', ' '));
}
