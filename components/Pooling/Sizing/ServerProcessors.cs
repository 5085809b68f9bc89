using System.Globalization;
using Infra.Pooling.Catalog;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>The processors of one server.</summary>
/// <param name="VCpu">How many; null when nothing tells.</param>
/// <param name="Source">Where the number comes from, as a clause without a full stop.</param>
public sealed record ServerProcessors(double? VCpu, string Source)
{
    /// <summary>
    /// An ACU is about 2 GiB with the processors and the network that go with it (Amazon Aurora User Guide, "Aurora Serverless v2
    /// capacity"); memory-optimised instances have 8 GiB for each vCPU.
    /// </summary>
    private const decimal AcuPerVCpu = 4;

    /// <summary>What the catalogue knows of the server that a specification names.</summary>
    public static ServerProcessors Of(PoolingSpecification specification)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return specification.Database switch
        {
            { Serverless: { } serverless } => new(
                (double)(serverless.MaxAcu / AcuPerVCpu),
                $"{Text(serverless.MaxAcu / AcuPerVCpu)} vCPU, a quarter of {Text(serverless.MaxAcu)} ACU"),
            { InstanceClass: { } name } when AwsInstanceClass.All.TryGetValue(name, out var known) => new(known.VCpu, $"{known.VCpu} vCPU of {name}"),
            { Sku: { } name } when AzureSku.All.TryGetValue(name, out var known) => new(known.VCores, $"{known.VCores} vCPU of {name}"),
            _ => new(null, "an unknown number of vCPU"),
        };
    }

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
