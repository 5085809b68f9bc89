using System.Collections.Frozen;
using System.Collections.Immutable;
using Infra.Policies.Rules.Packs;

namespace Infra.Policies.Rules;

/// <summary>Every rule, with its id, level, severity and wording.</summary>
public static class RulePack
{
    private static readonly FrozenDictionary<string, PackedRule> ById;

    static RulePack()
    {
        Rules =
        [
            .. GraphPack.Rules, .. BudgetPack.Rules, .. RdsProxyPack.Rules, .. RdsProxyClientPack.Rules, .. AzurePack.Rules, .. AzureServerPack.Rules,
            .. PgBouncerPack.Rules, .. PgBouncerPodPack.Rules, .. ClientSettingsPack.Rules, .. ServerSettingsPack.Rules, .. TimeoutPack.Rules,
            .. RecyclePack.Rules, .. ComparedPack.Rules,
        ];
        All = [.. Rules.Select(rule => rule.Info)];
        ById = Rules.ToFrozenDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
    }

    /// <summary>What the pack says of each rule, in its order.</summary>
    public static ImmutableArray<RuleInfo> All { get; }

    internal static ImmutableArray<PackedRule> Rules { get; }

    /// <summary>A rule by its id; null where there is none.</summary>
    public static RuleInfo? Find(string id) => ById.GetValueOrDefault(id)?.Info;
}
