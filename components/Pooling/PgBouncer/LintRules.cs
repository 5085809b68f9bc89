using System.Collections.Immutable;
using static Infra.Pooling.PgBouncer.LintSeverity;

namespace Infra.Pooling.PgBouncer;

/// <summary>The rules of <see cref="PgBouncerLint"/>: their names, weights and good states. The checks know none of these.</summary>
public static class LintRules
{
    internal static readonly LintRule Syntax = new("syntax", Error, "Every line is a comment, a section, an include or `name = value`", true);
    internal static readonly LintRule Include = new("include", Error, "Every included file can be read, at most 10 deep, in no circle", true);
    internal static readonly LintRule UnknownSection = new("unknown-section", Error, "Sections are pgbouncer, databases, users and peers", true);
    internal static readonly LintRule MissingSection = new("missing-section", Error, "There is a section [pgbouncer], and settings stand in sections", true);
    internal static readonly LintRule EntryName = new("entry-name", Error, "Names of entries are such as PgBouncer accepts", true);
    internal static readonly LintRule EntrySyntax = new("entry-syntax", Error, "Entries are `name=value` pairs with closed quotes", true);
    internal static readonly LintRule UnknownSetting = new("unknown-setting", Error, "PgBouncer knows every setting", true);
    internal static readonly LintRule TooNewSetting = new("too-new-setting", Error, "The version in use knows every setting", true);
    internal static readonly LintRule InvalidValue = new("invalid-value", Error, "Every value has the form that PgBouncer reads", true);
    internal static readonly LintRule ClientTlsFiles = new("client-tls-files", Error, "TLS for clients has a key and a certificate", true);
    internal static readonly LintRule FallbackEntry = new("fallback-entry", Error, "The entry `*` is such as PgBouncer accepts when a client needs it");
    internal static readonly LintRule OpenAuthentication = new("open-authentication", Error, "Clients must know a password that does not cross the wire");
    internal static readonly LintRule UnverifiableHosts = new("unverifiable-hosts", Error, "The version in use can verify every server of a list");
    internal static readonly LintRule KnownHole = new("known-hole", Error, "No setting opens a known vulnerability of the version in use");

    internal static readonly LintRule SectionAgain = new("section-again", Warning, "[pgbouncer] is opened once");
    internal static readonly LintRule OutOfRange = new("out-of-range", Warning, "Every number is in its range");
    internal static readonly LintRule ReadAs = new("read-as", Warning, "Every number is written as PgBouncer reads it");
    internal static readonly LintRule TrailingComment = new("trailing-comment", Warning, "Comments stand on lines of their own");
    internal static readonly LintRule OldVersion = new("old-version", Warning, "The version in use has no known vulnerability");
    internal static readonly LintRule Md5 = new("md5", Warning, "Passwords are kept as SCRAM-SHA-256 verifiers");
    internal static readonly LintRule PasswordInFile = new("password-in-file", Warning, "pgbouncer.ini holds no password");
    internal static readonly LintRule AuthQuery = new("auth-query", Warning, "auth_query names its schema and honours VALID UNTIL");
    internal static readonly LintRule NoUsers = new("no-users", Warning, "There is somebody who can log in");
    internal static readonly LintRule ServerTls = new("server-tls", Warning, "Servers prove who they are");
    internal static readonly LintRule ClientTls = new("client-tls", Warning, "Clients must use TLS");
    internal static readonly LintRule OldTls = new("old-tls", Warning, "Only TLS 1.2 and 1.3 are spoken");
    internal static readonly LintRule SessionMode = new("session-mode", Warning, "Server connections are shared: pool_mode is transaction");
    internal static readonly LintRule ResetQueryAlways = new("reset-query-always", Warning, "No reset query runs after every transaction");
    internal static readonly LintRule UnlimitedPool = new("unlimited-pool", Warning, "Every pool has a size");
    internal static readonly LintRule NoDatabaseLimit = new("no-database-limit", Warning, "Where roles have pools of their own, the database has a limit");
    internal static readonly LintRule ClientLimit = new("client-limit", Warning, "More clients than server connections may come");
    internal static readonly LintRule EndlessQueue = new("endless-queue", Warning, "Waiting for a server connection ends");
    internal static readonly LintRule TimeoutOrder = new("timeout-order", Warning, "Time-outs inside a wait are shorter than the wait");
    internal static readonly LintRule PreparedOff = new("prepared-off", Warning, "Prepared statements work in transaction mode");
    internal static readonly LintRule SingleUse = new("single-use", Warning, "Server connections are used more than once");
    internal static readonly LintRule LostCancels = new("lost-cancels", Warning, "Processes on one port know each other as peers");

    internal static readonly LintRule DuplicateSetting = new("duplicate-setting", Note, "Every name is given once");
    internal static readonly LintRule DeprecatedSetting = new("deprecated-setting", Note, "Settings go by their present names");
    internal static readonly LintRule ResetQueryUnused = new("reset-query-unused", Note, "server_reset_query is set only where it runs");
    internal static readonly LintRule ConsoleWithoutHba = new("console-without-hba", Note, "An HBA file says from where administrators may come");
    internal static readonly LintRule HostList = new("host-list", Note, "An entry leads to one host");

    /// <summary>All rules, the heaviest first, then by name.</summary>
    public static ImmutableArray<LintRule> All { get; } =
    [
        .. new[]
        {
            Syntax, Include, UnknownSection, MissingSection, EntryName, EntrySyntax, UnknownSetting, TooNewSetting, InvalidValue, ClientTlsFiles,
            FallbackEntry, OpenAuthentication, UnverifiableHosts, KnownHole, SectionAgain, OutOfRange, ReadAs, TrailingComment, OldVersion, Md5, PasswordInFile,
            AuthQuery, NoUsers, ServerTls, ClientTls, OldTls, SessionMode, ResetQueryAlways, UnlimitedPool, NoDatabaseLimit, ClientLimit,
            EndlessQueue, TimeoutOrder, PreparedOff, SingleUse, LostCancels, DuplicateSetting, DeprecatedSetting, ResetQueryUnused,
            ConsoleWithoutHba, HostList,
        }.OrderByDescending(rule => rule.Severity).ThenBy(rule => rule.Id, StringComparer.Ordinal),
    ];
}
