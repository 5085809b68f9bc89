using System.Collections.Immutable;
using System.Text.Json;
using Infra.Pooling.Connections;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Aws;

/// <summary>The connections of each role, in all forms, as a secret each.</summary>
internal static class ConnectionSecrets
{
    /// <returns>ARNs by role.</returns>
    public static Output<ImmutableDictionary<string, string>> Make(
        string name,
        string physical,
        PoolPlan plan,
        Output<(string ReadWrite, string ReadOnly, string Direct)> hosts,
        ImmutableArray<PooledUser> users,
        ProxySecrets secrets)
    {
        var arns = users.Where(user => user.Password is not null).Select(user =>
        {
            var value = Output.Tuple(hosts, user.Password!.ToOutput()).Apply(known =>
                Value(new(plan, known.Item1.ReadWrite, known.Item1.ReadOnly, known.Item1.Direct), user.Role, known.Item2));
            var arn = secrets.Keep(
                $"{name}-connection-{user.Role}", $"{physical}/connection/{user.Role}", $"Pooled connections of {user.Role}", value);
            return arn.Apply(text => KeyValuePair.Create(user.Role, text));
        });
        return Output.All(arns).Apply(pairs => pairs.ToImmutableDictionary());
    }

    private static string Value(ConnectionPlanner planner, string role, string password) => JsonSerializer.Serialize(
        planner.Routes.ToDictionary(Spelling.Of, route =>
        {
            var options = planner.Of(route, role, password);
            var entry = new Dictionary<string, object>
            {
                ["host"] = options.Target.Host,
                ["port"] = options.Target.Port,
                ["database"] = options.Target.Database,
                ["username"] = role,
                ["password"] = options.Password ?? "",
            };
            foreach (var form in ConnectionStrings.For(options))
                entry[form.Name] = form.Text;
            return entry;
        }));
}
