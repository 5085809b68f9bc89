using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Cli.Local;
using Infra.Pooling.PgBouncer;

namespace Infra.Support;

/// <summary>A database and a Deployment in the shape that the Kubernetes component emits.</summary>
internal sealed record Fixture
{
    public string Database { get; init; } = "app";

    public string Owner { get; init; } = "app";

    public int MaxConnections { get; init; } = 60;

    public int Pods { get; init; } = 2;

    public int Grace { get; init; } = 20;

    public ImmutableSortedDictionary<string, string> Parameters { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty.Add("statement_timeout", "20000").Add("lock_timeout", "15000")
            .Add("idle_in_transaction_session_timeout", "60000");

    public RoleAccess ReaderAccess { get; init; } = RoleAccess.ReadOnly;

    /// <summary>Settings of PgBouncer that override the fixture's.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Passwords instead of the generated ones.</summary>
    public ImmutableDictionary<string, string> Passwords { get; init; } = ImmutableDictionary<string, string>.Empty;

    public LocalRequest Request(LocalSecrets secrets, LocalPorts ports)
    {
        string app = Verifier(secrets, Owner), reader = Verifier(secrets, "reader"), admin = Verifier(secrets, "infra_admin");
        string userlist = $"{Quote(Owner)} {Quote(app)}\n\"reader\" {Quote(reader)}\n\"infra_admin\" {Quote(admin)}\n";
        return new LocalRequest
        {
            Stack = "local",
            Ports = ports,
            Database = Database,
            Roles = [new LocalRole(Owner, app, RoleAccess.Owner), new LocalRole("reader", reader, ReaderAccess)],
            MaxConnections = MaxConnections,
            Parameters = Parameters,
            Manifests =
            [
                Object("ConfigMap", "pooler", "data", ("pgbouncer.ini", Configuration(ports))),
                Object("Secret", "pooler-users", "stringData", ("userlist.txt", userlist)),
                Object("Secret", "pooler-tls", "stringData", ("tls.crt", secrets.Certificates.Server), ("tls.key", secrets.Certificates.ServerKey),
                    ("ca.crt", secrets.Certificates.Ca), ("database-ca.crt", secrets.Certificates.Ca)),
                Deployment(),
            ],
        };
    }

    public string Configuration(LocalPorts ports)
    {
        SortedDictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["listen_addr"] = "*",
            ["listen_port"] = ports.Pooler.ToString(CultureInfo.InvariantCulture),
            ["so_reuseport"] = "1",
            ["unix_socket_dir"] = "",
            ["auth_type"] = "scram-sha-256",
            ["auth_file"] = "userlist.txt",
            ["admin_users"] = "infra_admin",
            ["pool_mode"] = "transaction",
            ["default_pool_size"] = "5",
            ["max_client_conn"] = "2000",
            ["max_prepared_statements"] = "200",
            ["query_wait_timeout"] = "8",
            ["client_tls_sslmode"] = "require",
            ["client_tls_cert_file"] = "tls/tls.crt",
            ["client_tls_key_file"] = "tls/tls.key",
            ["server_tls_sslmode"] = "verify-full",
            ["server_tls_ca_file"] = "tls/database-ca.crt",
        };
        foreach ((string name, string value) in Settings)
            settings[name] = value;
        StringBuilder text = new("[databases]\n");
        text.Append(CultureInfo.InvariantCulture, $"{Database} = host={ports.Primary.Address} port={ports.Primary.Port} dbname={Database}\n");
        foreach (IPEndPoint replica in ports.Replicas.Take(1))
            text.Append(CultureInfo.InvariantCulture, $"{Database}_ro = host={replica.Address} port={replica.Port} dbname={Database}\n");
        text.Append("\n[pgbouncer]\n");
        foreach ((string name, string value) in settings)
            text.Append(CultureInfo.InvariantCulture, $"{name} = {value}\n");
        return text.ToString();
    }

    private string Verifier(LocalSecrets secrets, string role) => ScramVerifier.Create(
        Passwords.GetValueOrDefault(role) ?? secrets.Password(role), ScramVerifier.DeterministicSalt("test", role).AsSpan()).ToString();

    private JsonObject Deployment() => JsonNode.Parse($$$"""
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "pooler"},
          "spec": {
            "replicas": {{{Pods}}},
            "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 1, "maxUnavailable": 0}},
            "template": {"spec": {
              "terminationGracePeriodSeconds": {{{Grace}}},
              "containers": [{
                "name": "pgbouncer", "command": ["pgbouncer", "pgbouncer.ini"], "workingDir": "/etc/pgbouncer",
                "volumeMounts": [{"name": "configuration", "mountPath": "/etc/pgbouncer", "readOnly": true}]
              }],
              "volumes": [{"name": "configuration", "projected": {"sources": [
                {"configMap": {"name": "pooler"}},
                {"secret": {"name": "pooler-users"}},
                {"secret": {"name": "pooler-tls", "items": [
                  {"key": "tls.crt", "path": "tls/tls.crt"}, {"key": "tls.key", "path": "tls/tls.key"},
                  {"key": "ca.crt", "path": "tls/ca.crt"}, {"key": "database-ca.crt", "path": "tls/database-ca.crt"}]}}
              ]}}]
            }}
          }
        }
        """)!.AsObject();

    private static JsonObject Object(string kind, string name, string field, params (string Key, string Value)[] entries) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
        [field] = new JsonObject(entries.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
    };

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
