using System.Collections.Immutable;
using Infra.Pooling.FlexibleServer;
using Pulumi;
using Pulumi.AzureNative.DBforPostgreSQL;

namespace Infra.Pooling.Azure;

/// <summary>The parameters of all servers, written one after another in the plan's order.</summary>
internal static class ParameterWrites
{
    /// <summary>Writes them.</summary>
    /// <returns>Those that still wait for a restart, as <c>server/parameter</c>.</returns>
    public static Output<ImmutableArray<string>> Make(FlexibleServerPlan plan, ServerSet servers, Sequence sequence)
    {
        var waiting = new List<Output<string>>();
        foreach (var write in plan.Writes)
        {
            var server = servers.All[write.Server];
            var made = sequence.Then(options => new Configuration($"{server.Label}-{write.Name}", new ConfigurationArgs
            {
                ResourceGroupName = server.ResourceGroup,
                ServerName = server.Name,
                ConfigurationName = write.Name,
                Value = write.Value,
                Source = "user-override",
            }, options));
            if (!write.IsDynamic)
                waiting.Add(made.IsConfigPendingRestart.Apply(pending => pending ? $"{server.Label}/{write.Name}" : ""));
        }

        return Output.All(waiting).Apply(all => all.Where(item => item.Length > 0).ToImmutableArray());
    }
}
