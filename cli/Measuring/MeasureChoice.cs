using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Load;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>What the caller of <c>infra size --measure</c> asks for.</summary>
internal sealed record MeasureChoice
{
    /// <summary>Where; null for the local target.</summary>
    public Address? Address { get; init; }

    /// <summary>The console of the pooler there.</summary>
    public Address? Console { get; init; }

    /// <summary>What each client does.</summary>
    public LoadTransaction Transaction { get; init; } = new(LoadStep.Select);

    /// <summary>The most clients at a time; null for the default of the target.</summary>
    public int? Clients { get; init; }

    /// <summary>How long loads may run in all.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>Processors of the server; null when they are not known.</summary>
    public double? VCpu { get; init; }

    /// <summary>How transactions will come; null for clients without a pause.</summary>
    public PoolDemand? Demand { get; init; }

    /// <summary>The wait that one of a hundred may exceed; null for the model's default.</summary>
    public TimeSpan? P99Wait { get; init; }
}
