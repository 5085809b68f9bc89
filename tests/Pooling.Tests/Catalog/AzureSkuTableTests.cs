using Infra.Pooling.Catalog;

namespace Infra.Pooling.Tests.Catalog;

/// <summary>
/// The table in Azure's documentation, "Limits: maximum connections": every SKU with its default and what users get of it.
/// </summary>
public sealed class AzureSkuTableTests
{
    private const string Table = """
        B1ms 1 2 50 35
        B2s 2 4 429 414
        B2ms 2 8 859 844
        B4ms 4 16 1718 1703
        B8ms 8 32 3437 3422
        B12ms 12 48 5000 4985
        B16ms 16 64 5000 4985
        B20ms 20 80 5000 4985
        D2s_v3/D2ds_v4/D2ds_v5/D2ads_v5 2 8 859 844
        D4s_v3/D4ds_v4/D4ds_v5/D4ads_v5 4 16 1718 1703
        D8s_v3/D8ds_v4/D8ds_v5/D8ads_v5 8 32 3437 3422
        D16s_v3/D16ds_v4/D16ds_v5/D16ads_v5 16 64 5000 4985
        D32s_v3/D32ds_v4/D32ds_v5/D32ads_v5 32 128 5000 4985
        D48s_v3/D48ds_v4/D48ds_v5/D48ads_v5 48 192 5000 4985
        D64s_v3/D64ds_v4/D64ds_v5/D64ads_v5 64 256 5000 4985
        D96ds_v5/D96ads_v5 96 384 5000 4985
        E2s_v3/E2ds_v4/E2ds_v5/E2ads_v5 2 16 1718 1703
        E4s_v3/E4ds_v4/E4ds_v5/E4ads_v5 4 32 3437 3422
        E8s_v3/E8ds_v4/E8ds_v5/E8ads_v5 8 64 5000 4985
        E16s_v3/E16ds_v4/E16ds_v5/E16ads_v5 16 128 5000 4985
        E20ds_v4/E20ds_v5/E20ads_v5 20 160 5000 4985
        E32s_v3/E32ds_v4/E32ds_v5/E32ads_v5 32 256 5000 4985
        E48s_v3/E48ds_v4/E48ds_v5/E48ads_v5 48 384 5000 4985
        E64s_v3/E64ds_v4/E64ds_v5/E64ads_v5 64 432 5000 4985
        E96ds_v5/E96ads_v5 96 672 5000 4985
        """;

    [Fact]
    public void All_EveryDocumentedSku_HasTheDocumentedFigures() => Assert.Equal(
        Table.Split('\n').Select(line => line.Split(' '))
            .SelectMany(row => row[0].Split('/').Select(name => $"{name} {string.Join(' ', row[1..])}"))
            .Order(StringComparer.Ordinal),
        AzureSku.All.Values
            .Select(sku => $"{sku.Name["Standard_".Length..]} {sku.VCores} {sku.MemoryGiB} {sku.MaxConnections} "
                + $"{sku.MaxConnections - AzureSku.SuperuserReserved - AzureSku.ProviderReserved}")
            .Order(StringComparer.Ordinal));
}
