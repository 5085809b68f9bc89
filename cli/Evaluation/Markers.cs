namespace Infra.Cli.Evaluation;

/// <summary>What stands in a preview for a value that cannot be shown.</summary>
internal static class Markers
{
    public const string Secret = "[secret]";

    /// <summary>The engine's sentinel for a string that is not known yet; it stands for unknowns of every type.</summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
}
