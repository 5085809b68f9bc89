using Infra.Cli.Local;

namespace Infra.Integration;

public sealed class AptSourcesTests
{
    [Fact]
    public void Read_Deb822_TakesArchiveAndSecurityOfTheRunningRelease()
    {
        const string text = """
            # The archive
            Types: deb deb-src
            URIs: http://mirror.example/debian
            Suites: bookworm bookworm-updates
            Components: main contrib
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Types: deb
            URIs: http://mirror.example/debian-security
            Suites: bookworm-security
            Components: main

            Types: deb
            URIs: http://other.example/packages
            Suites: stable
            Components: main
            Enabled: no
            """;

        Assert.Equal(
            new AptSources.Mirror("http://mirror.example/debian", "http://mirror.example/debian-security"),
            AptSources.Read([("debian.sources", text)], "bookworm"));
    }

    [Fact]
    public void Read_OneLine_SkipsOptionsCommentsAndDiscs()
    {
        const string text = """
            deb cdrom:[Debian GNU/Linux 12]/ bookworm main
            deb [arch=amd64 signed-by=/key.gpg] https://mirror.example/debian/ bookworm main # the archive
            # deb https://old.example/debian bookworm main
            """;

        Assert.Equal(new AptSources.Mirror("https://mirror.example/debian/", null), AptSources.Read([("sources.list", text)], "bookworm"));
    }

    [Fact]
    public void Read_NoDebianArchive_FindsNone() =>
        Assert.Null(AptSources.Read([("other.list", "deb https://other.example/apt cloud-bookworm main")], "bookworm"));
}
