using System.Collections.Immutable;
using Pulumi.Testing;

namespace Infra.Conformance;

/// <summary>Answers as Azure does once it has made a resource, so that nothing that depends on it stays unknown.</summary>
internal sealed class AzureAnswers : IMocks
{
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        var state = args.Inputs.SetItem("name", args.Name!);
        state = args.Type switch
        {
            "azure-native:dbforpostgresql:Server" => state.SetItem("fullyQualifiedDomainName", $"{args.Name}.postgres.database.azure.com"),
            "azure-native:dbforpostgresql:Configuration" => state.SetItem("isConfigPendingRestart", false),
            "azure-native:dbforpostgresql:VirtualEndpoint" => state.SetItem("virtualEndpoints", ImmutableArray.Create<object>(
                $"{args.Name}.writer.postgres.database.azure.com", $"{args.Name}.reader.postgres.database.azure.com")),
            _ => state,
        };
        return Task.FromResult<(string?, object)>(($"/id/{args.Name}", state));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException($"nothing calls {args.Token}");
}
