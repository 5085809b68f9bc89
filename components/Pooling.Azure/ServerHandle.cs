using Pulumi;
using Pulumi.AzureNative.DBforPostgreSQL;

namespace Infra.Pooling.Azure;

/// <summary>A server, made here or found, as its children need it.</summary>
/// <param name="Label">Prefix of its children's names.</param>
/// <param name="Id">Resource id.</param>
/// <param name="Name">Name in Azure.</param>
/// <param name="ResourceGroup">Its resource group.</param>
/// <param name="Host">Host name.</param>
internal sealed record ServerHandle(string Label, Output<string> Id, Output<string> Name, Input<string> ResourceGroup, Output<string> Host)
{
    public static ServerHandle Of(string label, Server server, Input<string> resourceGroup) =>
        new(label, server.Id, server.Name, resourceGroup, server.FullyQualifiedDomainName);

    // /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.DBforPostgreSQL/flexibleServers/<name>
    public static ServerHandle Existing(string label, Server server, Output<string> id) =>
        new(label, id, id.Apply(text => text.Split('/')[8]), id.Apply(text => text.Split('/')[4]), server.FullyQualifiedDomainName);
}
