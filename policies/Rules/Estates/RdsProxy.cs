using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>An RDS Proxy.</summary>
/// <param name="Resource">Its resource.</param>
internal sealed record RdsProxy(ResourceNode Resource);
