namespace Infra.Pooling.PgBouncer;

/// <summary>Traps of TLS, to clients and to servers.</summary>
internal static class TlsChecks
{
    private static readonly string[] _loopback = ["localhost", "127.0.0.1", "::1"];

    /// <summary>The words of tls_config_parse_protocols in lib/usual/tls/tls_config.c; the `legacy` of doc/config.md is not among them.</summary>
    private static readonly string[] _protocols = ["all", "default", "secure", "tlsv1", "tlsv1.0", "tlsv1.1", "tlsv1.2", "tlsv1.3"];

    public static void Run(LintContext context)
    {
        if (!context.Knows("client_tls_sslmode"))
        {
            context.FindOverall(LintRules.ClientTls, $"PgBouncer {context.Version} speaks no TLS", null, "PgBouncer 1.7 or newer", "run a newer PgBouncer");
            return;
        }

        CheckClients(context);
        CheckServers(context);
        foreach (var name in new[] { "client_tls_protocols", "server_tls_protocols" })
        {
            var protocols = context.Value(name).ToLowerInvariant().Split([',', ':']).Select(word => word.TrimStart(' ', '\t')).ToArray();
            if (!protocols.All(word => _protocols.Contains(word.StartsWith('!') ? word[1..] : word)))
                context.Find(LintRules.InvalidValue, name, $"PgBouncer cannot read the value of `{name}`", "secure, all, tlsv1.0, tlsv1.1, tlsv1.2, tlsv1.3, with commas between them", $"set {name} = secure");
            else if (protocols.Any(word => word is "all" or "tlsv1" or "tlsv1.0" or "tlsv1.1"))
                context.Find(LintRules.OldTls, name, "TLS 1.0 and 1.1 are broken", "secure, or tlsv1.2 and tlsv1.3", $"set {name} = secure");
        }
    }

    private static void CheckClients(LintContext context)
    {
        if (!context.Is("client_tls_sslmode", "disable") && (context.Value("client_tls_key_file").Length == 0 || context.Value("client_tls_cert_file").Length == 0))
            context.Find(LintRules.ClientTlsFiles, "client_tls_sslmode", "TLS for clients needs a key and a certificate", "client_tls_key_file and client_tls_cert_file", "set both");
        if (context.List("listen_addr").All(_loopback.Contains))
            return;
        if (context.Is("client_tls_sslmode", "disable"))
            context.Find(LintRules.ClientTls, "client_tls_sslmode", "clients from other machines talk without TLS", "require, verify-ca, or verify-full", "set client_tls_sslmode = require, with a key and a certificate");
        else if (context.Is("client_tls_sslmode", "allow", "prefer"))
            context.Find(LintRules.ClientTls, "client_tls_sslmode", "clients may talk without TLS", "require, verify-ca, or verify-full", "set client_tls_sslmode = require");
    }

    private static void CheckServers(LintContext context)
    {
        var far = context.Document.Databases.Values.FirstOrDefault(entry => entry.Value("host") is { } host && host[0] is not ('/' or '@') && !_loopback.Contains(host));
        if (far is not null && !context.Is("server_tls_sslmode", "verify-full"))
            context.Find(LintRules.ServerTls, "server_tls_sslmode", $"somebody between PgBouncer and the server of `{far.Name}` can pass for the server", "verify-full", "set server_tls_sslmode = verify-full, with server_tls_ca_file");
        else if (context.Is("server_tls_sslmode", "verify-ca", "verify-full") && context.Value("server_tls_ca_file").Length == 0)
            context.Find(LintRules.ServerTls, "server_tls_ca_file", "there is no certificate authority to check the server's certificate with", "the file of the authority", "set server_tls_ca_file");
    }
}
