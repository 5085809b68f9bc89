using System.Security.Cryptography;
using System.Text;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Tests.PgBouncer;

public class ScramVerifierTests
{
    private static readonly byte[] _rfcSalt = Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ==");

    [Fact]
    public void Create_ExampleOfRfc7677_ProvesAndVerifiesTheExchange()
    {
        const string authMessage = "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,"
            + "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        var verifier = ScramVerifier.Create("pencil", _rfcSalt);

        var signature = HMACSHA256.HashData(verifier.StoredKey.AsSpan(), Encoding.ASCII.GetBytes(authMessage));
        var proof = Convert.FromBase64String("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        var clientKey = proof.Zip(signature, (left, right) => (byte)(left ^ right)).ToArray();
        Assert.Equal(verifier.StoredKey.ToArray(), SHA256.HashData(clientKey));
        Assert.Equal("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Convert.ToBase64String(HMACSHA256.HashData(verifier.ServerKey.AsSpan(), Encoding.ASCII.GetBytes(authMessage))));
    }

    [Fact]
    public void ToString_Verifier_IsReadBackEqual()
    {
        var verifier = ScramVerifier.Create("pencil", _rfcSalt);

        Assert.StartsWith("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$", verifier.ToString(), StringComparison.Ordinal);
        Assert.Equal(verifier, ScramVerifier.Parse(verifier.ToString()));
        Assert.NotEqual(verifier, ScramVerifier.Create("pencil", _rfcSalt, 4097));
    }

    [Theory]
    [InlineData("pencil", true)]
    [InlineData("Pencil", false)]
    [InlineData("pencil ", false)]
    [InlineData("", false)]
    [InlineData("pen\0cil", false)]
    public void Verify_Password_TellsRightFromWrong(string password, bool expected) =>
        Assert.Equal(expected, ScramVerifier.Create("pencil", _rfcSalt).Verify(password));

    [Theory]
    [InlineData("")]
    [InlineData("pencil")]
    [InlineData("SCRAM-SHA-1$4096:W22ZaJ0SNY7soEsUEjb6gQ==$a:b")]
    [InlineData("SCRAM-SHA-256$0:W22ZaJ0SNY7soEsUEjb6gQ==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("SCRAM-SHA-256$4096:$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$AAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("SCRAM-SHA-256$4096:!$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void TryParse_NoVerifier_IsFalse(string text) => Assert.False(ScramVerifier.TryParse(text, out _));

    [Fact]
    public void Parse_NoVerifier_DoesNotRepeatTheText()
    {
        var error = Assert.Throws<FormatException>(() => ScramVerifier.Parse("hunter2"));

        Assert.Equal("the text is not a SCRAM verifier; allowed: SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>", error.Message);
    }

    [Fact]
    public void DeterministicSalt_Scope_DependsOnEveryPartAndItsBounds()
    {
        var salts = new[]
        {
            ScramVerifier.DeterministicSalt("local", "primary", "app"),
            ScramVerifier.DeterministicSalt("local", "primary", "ap", "p"),
            ScramVerifier.DeterministicSalt("local", "primaryapp"),
            ScramVerifier.DeterministicSalt("dev", "primary", "app"),
            ScramVerifier.DeterministicSalt(),
        };

        Assert.Equal(salts.Length, salts.Select(salt => Convert.ToHexString(salt.AsSpan())).Distinct().Count());
        Assert.All(salts, salt => Assert.Equal(16, salt.Length));
        Assert.Equal(salts[0].ToArray(), ScramVerifier.DeterministicSalt("local", "primary", "app").ToArray());
    }

    [Theory]
    [InlineData("e\u0301", "\u00e9", "composed")]
    [InlineData("\u00e9", "\u00e9", "is composed already")]
    [InlineData("\ufb01", "fi", "ligature")]
    [InlineData("x\u00a0y", "x y", "no-break space")]
    [InlineData("so\u00adft", "soft", "soft hyphen dropped")]
    [InlineData("\u2168", "IX", "Roman numeral")]
    [InlineData("\u212b", "\u00c5", "angstrom sign")]
    [InlineData("\u1100\u1161\u11a8", "\uac01", "Hangul")]
    [InlineData("\uff21\uff22", "AB", "full width")]
    [InlineData("a\u0301\u0323", "\u1ea1\u0301", "marks in order of class")]
    [InlineData("\u05d0\ufb01", "\u05d0\ufb01", "mixed directions stay raw")]
    [InlineData("\ud83d\ude00\ufb01", "\ud83d\ude00\ufb01", "code points newer than Unicode 3.2 stay raw")]
    [InlineData("\u0007\ufb01", "\u0007\ufb01", "control characters stay raw")]
    public void Create_PasswordBeyondAscii_IsPreparedAsPostgreSqlDoes(string password, string prepared, string why)
    {
        // Whoever hashes the prepared bytes without any preparation of their own gets the same keys.
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(prepared), _rfcSalt, 4096, HashAlgorithmName.SHA256, 32);

        Assert.True(Convert.ToHexString(HMACSHA256.HashData(salted, "Server Key"u8)) == Convert.ToHexString(ScramVerifier.Create(password, _rfcSalt).ServerKey.AsSpan()), why);
    }

    [Fact]
    public void Create_BadInput_Throws()
    {
        Assert.Throws<ArgumentException>(() => ScramVerifier.Create("", _rfcSalt));
        Assert.Throws<ArgumentException>(() => ScramVerifier.Create("a\0b", _rfcSalt));
        Assert.Throws<ArgumentException>(() => ScramVerifier.Create("a\ud83d", _rfcSalt));
        Assert.Throws<ArgumentException>(() => ScramVerifier.Create("a", []));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScramVerifier.Create("a", _rfcSalt, 0));
    }
}
