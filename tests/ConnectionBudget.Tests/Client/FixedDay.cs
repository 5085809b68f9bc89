namespace Infra.ConnectionBudget.Tests.Client;

/// <summary>The day on which waivers are judged in these tests.</summary>
internal sealed class FixedDay : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
}
