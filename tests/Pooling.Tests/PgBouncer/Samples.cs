using System.Text;

namespace Infra.Pooling.Tests.PgBouncer;

/// <summary>Random text for tests; the seed is the test's, so a failure can be repeated.</summary>
internal static class Samples
{
    private const string Characters = "abcXYZ019 '\"\\%;#=[]@,.$-_é\t日\r";

    public static string Text(Random random, int longest, string characters = Characters) =>
        new([.. Enumerable.Range(0, random.Next(longest + 1)).Select(_ => characters[random.Next(characters.Length)])]);

    public static string Garbage(Random random, string spice)
    {
        var text = new StringBuilder();
        for (var i = random.Next(60); i > 0; i--)
            text.Append(random.Next(3) == 0 ? (char)random.Next(1, 0xD7FF) : spice[random.Next(spice.Length)]);
        return text.ToString();
    }
}
