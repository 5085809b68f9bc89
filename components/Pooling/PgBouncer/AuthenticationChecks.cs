using System.Text.RegularExpressions;

namespace Infra.Pooling.PgBouncer;

/// <summary>Traps of passwords and roles.</summary>
internal static partial class AuthenticationChecks
{
    public static void Run(LintContext context)
    {
        CheckType(context);
        CheckPasswords(context);
        CheckQueries(context);
        if (context.List("admin_users").Length > 0 && !context.Is("auth_type", "hba", "any"))
            context.Find(LintRules.ConsoleWithoutHba, "admin_users", "administrators may log in from wherever clients may", "auth_type = hba with a file that lets them in from few places", "add an HBA file, or keep the list empty");
    }

    private static void CheckType(LintContext context)
    {
        const string allowed = "scram-sha-256, cert, or hba";
        const string fix = "set auth_type = scram-sha-256";
        if (context.Is("auth_type", "any"))
            context.Find(LintRules.OpenAuthentication, "auth_type", "anybody may log in as any role, and everybody is an administrator", allowed, fix);
        else if (context.Is("auth_type", "trust"))
            context.Find(LintRules.OpenAuthentication, "auth_type", "anybody who knows the name of a role may log in as it", allowed, fix);
        else if (context.Is("auth_type", "plain"))
            context.Find(LintRules.OpenAuthentication, "auth_type", "clients send their passwords in plain text", allowed, fix);
        else if (context.Is("auth_type", "md5"))
            context.Find(LintRules.Md5, "auth_type", "whoever reads an MD5 hash can log in with it", allowed, fix);

        if (context.Is("auth_type", "trust", "plain", "md5", "scram-sha-256") && context.Value("auth_file").Length == 0 && context.Value("auth_user").Length == 0
            && context.Document.Databases.Values.All(entry => entry.Value("auth_user") is null))
        {
            context.FindOverall(LintRules.NoUsers, "neither auth_file nor auth_user is set, so nobody can log in", null, "one of them", "set auth_file");
        }
    }

    private static void CheckPasswords(LintContext context)
    {
        foreach (var entry in context.Document.Databases.Values.Where(entry => entry.Value("password") is not null))
        {
            context.Find(LintRules.PasswordInFile, entry.Line, $"the entry `{entry.Name}` holds a password, for everybody who can read the file", null, "passwords in the file that auth_file names, as SCRAM verifiers", "remove the password and the user from the entry");
        }
    }

    private static void CheckQueries(LintContext context)
    {
        if (context.Document.Settings.GetValueOrDefault("auth_query") is { } line)
            CheckQuery(context, line, line.Value);
        foreach (var entry in context.Document.Databases.Values)
        {
            if (entry.Value("auth_query") is { } query)
                CheckQuery(context, entry.Line, query);
        }
    }

    private static void CheckQuery(LintContext context, IniLine line, string query)
    {
        if (UnqualifiedSource().IsMatch(query))
            context.Find(LintRules.AuthQuery, line, "auth_query finds its table or function by search_path, which a client may be able to set (CVE-2025-12819)", query, "names with their schema, such as pgbouncer.user_lookup", "put the schema in front of the name");
        if (PasswordTable().IsMatch(query) && !ValidUntil().IsMatch(query))
            context.Find(LintRules.AuthQuery, line, "auth_query lets expired passwords in (CVE-2025-2291)", query, "a query that gives no password once rolvaliduntil has passed", "select CASE WHEN rolvaliduntil < now() THEN NULL ELSE rolpassword END");
    }

    [GeneratedRegex("""\bfrom\s+(?!["\w]+\s*\.)["\w]""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnqualifiedSource();

    [GeneratedRegex(@"\b(pg_authid|pg_shadow)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PasswordTable();

    [GeneratedRegex(@"\b(rolvaliduntil|valuntil)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValidUntil();
}
