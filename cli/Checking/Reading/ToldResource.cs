using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking.Reading;

/// <summary>A resource as a file tells it.</summary>
/// <param name="Node">The resource.</param>
/// <param name="Line">Where it stands in the file, from 1.</param>
/// <param name="IsDeleted">Whether it is only waiting to be deleted.</param>
internal sealed record ToldResource(ResourceNode Node, int Line, bool IsDeleted);
