using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.PgBouncer;

public class UserlistTests
{
    [Fact]
    public void Render_Entries_SortsAndDoublesQuotes() => Assert.Equal(
        "\"app\" \"SCRAM\"\n\"od\"\"d role\" \"a\"\"\\b\"\n",
        Userlist.Render([new("od\"d role", "a\"\\b"), new("app", "SCRAM")]));

    [Fact]
    public void Parse_RandomEntries_ReadsBackWhatWasRendered()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var entries = Enumerable.Range(0, random.Next(5)).Select(i => new UserlistEntry($"r{i}{Samples.Text(random, 10)}", Samples.Text(random, 20))).ToArray();

            var read = Userlist.Parse(Userlist.Render(entries));

            Assert.Null(read.Mistake);
            Assert.Equal(entries.OrderBy(entry => entry.Role, StringComparer.Ordinal), read.Entries);
        }
    }

    [Fact]
    public void Parse_CommentsAndThirdFields_AreSkipped()
    {
        var read = Userlist.Parse("; roles\n\n\"a\" \"b\" \"ignored\" too\n  \"c\"\t\"\"");

        Assert.Null(read.Mistake);
        Assert.Equal([("a", "b"), ("c", "")], read.Entries.Select(entry => (entry.Role, entry.Secret)));
    }

    [Theory]
    [InlineData("\"a\" \"b\"\nc \"d\"\n", 1, "userlist.txt:2", "a role in double quotes is missing")]
    [InlineData("# no comment\n", 0, "userlist.txt:1", "a role in double quotes is missing")]
    [InlineData("\"a\" \"b\"\n\n\"c\"", 1, "userlist.txt:3", "a secret in double quotes is missing")]
    [InlineData("\"a\" \"b", 0, "userlist.txt:1", "a secret in double quotes is missing")]
    [InlineData("\"a", 0, "userlist.txt:1", "a role in double quotes is missing")]
    public void Parse_Mistake_StopsThereAndNamesTheLine(string text, int entries, string path, string problem)
    {
        var read = Userlist.Parse(text);

        Assert.Equal(entries, read.Entries.Length);
        Assert.Equal(
            $"`{path}`: {problem}; allowed: \"role\" \"secret\" on a line of its own; fix: write the line so; PgBouncer ignores the rest of the file",
            read.Mistake?.ToString());
    }

    [Fact]
    public void Parse_RandomGarbage_NeverThrows()
    {
        var random = new Random(2);
        for (var round = 0; round < 5000; round++)
            Assert.NotNull(Userlist.Parse(Samples.Garbage(random, "\"\"\";\n \tab\0")));
    }

    [Fact]
    public void Render_BadEntries_FailsWithoutShowingASecret()
    {
        var error = Assert.Throws<SpecificationException>(() => Userlist.Render([new("a", "hunter2"), new("a", "hunter2"), new("b", "hunter2\0")]));

        Assert.Equal(
            """
            infra:pooling has 2 faults:
              `userlist.txt a`: the role is given twice; allowed: one secret for a role; fix: remove one
              `userlist.txt b`: the secret cannot be written; allowed: at most 2047 bytes with their quotes doubled, no zero character; fix: use a SCRAM verifier
            """,
            error.Message);
    }

    [Theory]
    [InlineData("", SecretForm.None)]
    [InlineData("md545f2603610af569b6155c45067268c6b", SecretForm.Md5)]
    [InlineData("md5", SecretForm.Plain)]
    [InlineData("hunter2", SecretForm.Plain)]
    [InlineData("SCRAM-SHA-256$1:AA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", SecretForm.Scram)]
    public void Form_Secret_TellsHowItIsKept(string secret, SecretForm form) => Assert.Equal(form, new UserlistEntry("a", secret).Form);

    [Fact]
    public void ToString_Entry_HidesTheSecret() => Assert.Equal("a (Plain)", new UserlistEntry("a", "hunter2").ToString());
}
