using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Looking;

/// <summary>Bounds every step and all of them together, and turns what failed into a reason.</summary>
/// <param name="time">Clock.</param>
/// <param name="total">Limit of all steps.</param>
internal sealed class Steps(TimeProvider time, CancellationToken total)
{
    /// <summary>Limit of one step.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Limit of all steps together.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    public TimeProvider Time => time;

    /// <summary>Runs a step.</summary>
    /// <param name="work">The step.</param>
    /// <param name="cancellation">The user's wish to stop.</param>
    /// <param name="parts">Of how many steps the work is made that each may take the limit.</param>
    public async Task<Seen<T>> TryAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation, int parts = 1)
        where T : class => (await TryWithAsync(work, cancellation, parts)).Seen;

    /// <summary>The same, with how far the conversation came.</summary>
    public async Task<(Seen<T> Seen, WireException? Failure)> TryWithAsync<T>(
        Func<CancellationToken, Task<T>> work, CancellationToken cancellation, int parts = 1)
        where T : class
    {
        using var limit = new CancellationTokenSource(Limit * parts, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, total, cancellation);
        try
        {
            return (Seen.Of(await work(stop.Token)), null);
        }
        catch (WireException failure)
        {
            return (Seen<T>.Not(failure.Message), failure);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            // With another inside, it is a connection's own and says where it was.
            var stage = late.InnerException is OperationCanceledException ? $" {late.Message}" : "";
            return (Seen<T>.Not(total.IsCancellationRequested
                ? $"the {Most.TotalSeconds} s for everything were over"
                : $"no answer within {(Limit * parts).TotalSeconds} s{stage}"), null);
        }
        catch (Exception malformed) when (malformed is ArgumentException or IndexOutOfRangeException or FormatException)
        {
            return (Seen<T>.Not("the answer does not keep to PostgreSQL's protocol"), null);
        }
    }
}
