using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>The size of a Flexible Server.</summary>
/// <param name="Name">What Azure calls it: <c>Standard_D4ds_v5</c>; null where it is not known or not said.</param>
/// <param name="At">Where it is said.</param>
/// <param name="IsBurstable">Whether its tier is Burstable; null where that is not known.</param>
/// <param name="TierAt">Where its tier is said.</param>
internal sealed record FlexibleSku(string? Name, Property At, bool? IsBurstable, Property TierAt)
{
    /// <summary>As Azure Native takes it: <c>sku: {name, tier}</c>.</summary>
    public static FlexibleSku OfNative(ResourceNode node)
    {
        var (tier, name) = (node["sku"]["tier"], node["sku"]["name"]);
        bool? isBurstable = tier.Text.IsKnown ? tier.Text.Value == "Burstable"
            : name.Text.IsKnown ? name.Text.Value!.StartsWith("Standard_B", StringComparison.OrdinalIgnoreCase)
            : tier.IsAbsent && name.IsAbsent ? false : null;
        return new(name.Text.Value, name, isBurstable, tier);
    }

    /// <summary>As the classic provider takes it, behind the letters of the tier: <c>GP_Standard_D4ds_v4</c>.</summary>
    public static FlexibleSku OfClassic(ResourceNode node)
    {
        var whole = node["skuName"];
        var text = whole.Text.Value;
        bool? isBurstable = text is not null ? text.StartsWith("B_", StringComparison.OrdinalIgnoreCase)
            : whole.IsAbsent ? false : null;
        return new(text?[(text.IndexOf('_', StringComparison.Ordinal) + 1)..], whole, isBurstable, whole);
    }
}
