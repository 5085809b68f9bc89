using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Checks.PgBouncers;

/// <summary>A secret that others can read.</summary>
/// <param name="What">What is wrong, as a clause without anything secret.</param>
/// <param name="Fix">What to do.</param>
internal sealed record SecretFacts(string What, string Fix);

/// <summary>No ConfigMap holds passwords, and both sides of PgBouncer speak TLS.</summary>
internal sealed class SecretsKept : IRule<SecretFacts>
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "::1"];

    public IEnumerable<RuleResult<SecretFacts>> Judge(Estate estate, RuleSettings settings) =>
        [.. estate.Graphs.SelectMany(graph => graph.OfType("kubernetes:core/v1:ConfigMap")).SelectMany(Userlists), .. estate.PgBouncers.SelectMany(Poolers)];

    private static IEnumerable<RuleResult<SecretFacts>> Userlists(ResourceNode map)
    {
        foreach (var (_, item) in map["data"].Members.Where(item => item.Name.EndsWith("userlist.txt", StringComparison.Ordinal)))
        {
            var at = Reads.At(map, item);
            if (item.Text is not { IsKnown: true, Value: { } text })
            {
                yield return new RuleResult<SecretFacts>.Undecided(at, [at.Text]);
                continue;
            }

            var list = Userlist.Parse(text);
            var open = list.Entries.Count(entry => entry.Form is SecretForm.Plain or SecretForm.Md5);
            yield return open > 0 ? new RuleResult<SecretFacts>.Violation(at, new(
                    $"a ConfigMap holds the passwords of {open} {(open == 1 ? "role" : "roles")}, in plain text or as MD5 hashes",
                    "move the list to a Secret, with SCRAM verifiers"))
                : list.Mistake is null ? new RuleResult<SecretFacts>.Ok(at)
                : new RuleResult<SecretFacts>.Undecided(at, [at.Text]);
        }
    }

    private static IEnumerable<RuleResult<SecretFacts>> Poolers(PgBouncerPooler pooler)
    {
        if (pooler.Document is not { } document)
        {
            yield return new RuleResult<SecretFacts>.Undecided(pooler.At, [pooler.At.Text]);
            yield break;
        }

        if (!pooler.IsSecret)
        {
            var open = document.Databases.Values.Where(entry => entry.Value("password") is { Length: > 0 });
            foreach (var entry in open.OrderBy(entry => entry.Line.Line))
            {
                yield return new RuleResult<SecretFacts>.Violation(pooler.PlaceOf(entry.Line, $"[databases] {entry.Name}"), new(
                    $"the entry `{entry.Name}` holds a password where everybody can read it", "take it out, and put the role into a user list in a Secret"));
            }
        }

        var listens = IniList.Of(pooler.Text("listen_addr"));
        if (listens.Length == 0 || !listens.All(Loopback.Contains))
            yield return Leg(pooler, "client_tls_sslmode", "clients", "require, with client_tls_key_file and client_tls_cert_file");
        if (document.Databases.Values.Any(entry => entry.Value("host") is { Length: > 0 } host && host[0] is not ('/' or '@') && !Loopback.Contains(host)))
            yield return Leg(pooler, "server_tls_sslmode", "the server", "verify-full, with server_tls_ca_file");
    }

    private static RuleResult<SecretFacts> Leg(PgBouncerPooler pooler, string setting, string side, string fix)
    {
        var (at, mode) = (pooler.PlaceOf(setting), pooler.Text(setting)?.ToLowerInvariant());
        return mode is "require" or "verify-ca" or "verify-full"
            ? new RuleResult<SecretFacts>.Ok(at)
            : new RuleResult<SecretFacts>.Violation(at, new($"{mode ?? "the default"} lets {side} talk without TLS", $"set {setting} to {fix}"));
    }
}
