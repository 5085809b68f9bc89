using System.Collections.Immutable;
using System.Threading.Channels;
using Npgsql;

namespace Infra.Cli.Load;

/// <summary>One load at work.</summary>
internal sealed class LoadRun : IDisposable
{
    // Whoever was refused does not come back at once, or there would be nothing but refusals.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly LoadRequest request;
    private readonly ImmutableArray<LoadClient> clients;
    private readonly TimeProvider time;
    private readonly ImmutableArray<LoadNotes> notes;
    private readonly double weights;
    private readonly CancellationTokenSource enough = new();
    private readonly CancellationTokenSource abort;
    private int failures;

    public LoadRun(LoadRequest request, ImmutableArray<LoadClient> clients, TimeProvider time, CancellationToken cancellation)
    {
        (this.request, this.clients, this.time) = (request, clients, time);
        notes = [.. clients.Select(_ => new LoadNotes())];
        weights = request.Transactions.Sum(transaction => transaction.Weight);
        abort = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    public async Task<LoadResult> RunAsync(Func<LoadMoment, CancellationToken, Task> look)
    {
        using CancellationTokenRegistration registration = abort.Token.Register(enough.Cancel);
        Task work = request.Arrivals.Think is { } think ? Task.WhenAll(clients.Select((_, number) => Task.Run(() => LiveAsync(number, think)))) : ArriveAsync();
        long begin, end;
        try
        {
            await UntilAsync(request.WarmUp, work);
            await look(LoadMoment.Begin, abort.Token);
            begin = time.GetTimestamp();
            await UntilAsync(request.Duration, work);
            end = time.GetTimestamp();
            await look(LoadMoment.End, abort.Token);
        }
        finally
        {
            await enough.CancelAsync();
            abort.CancelAfter(request.Drain);
            await work;
        }
        return LoadNotes.Sum(notes, begin, end, time.GetElapsedTime(begin, end), request.ConnectPerTransaction, failures > request.MostFailures);
    }

    public void Dispose()
    {
        enough.Dispose();
        abort.Dispose();
    }

    /// <summary>Waits for a time, or until the load ends by itself.</summary>
    private async Task UntilAsync(TimeSpan duration, Task work)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(abort.Token);
        await Task.WhenAny(Task.Delay(duration, time, over.Token), work);
        await over.CancelAsync();
        abort.Token.ThrowIfCancellationRequested();
    }

    private async Task LiveAsync(int number, TimeSpan think)
    {
        Random random = new(unchecked((request.Seed * 7919) + number));
        // Not all at once: after an exponential pause, as if the clients had been at work for long.
        await PauseAsync(ServiceTime.Exponential(think, random));
        while (!enough.IsCancellationRequested)
        {
            await TransactAsync(number, random, time.GetTimestamp());
            await PauseAsync(ServiceTime.Exponential(think, random));
        }
    }

    private async Task ArriveAsync()
    {
        Random random = new(request.Seed);
        Channel<int> idle = Channel.CreateUnbounded<int>();
        foreach (int number in Enumerable.Range(0, clients.Length))
            idle.Writer.TryWrite(number);
        TimeSpan mean = TimeSpan.FromSeconds(1 / request.Arrivals.PerSecond);
        HashSet<Task> under = [];
        long began = time.GetTimestamp();
        for (TimeSpan next = ServiceTime.Exponential(mean, random); !enough.IsCancellationRequested; next += ServiceTime.Exponential(mean, random))
        {
            await PauseAsync(next - time.GetElapsedTime(began));
            if (under.Count > 2 * clients.Length)
                under.RemoveWhere(task => task.IsCompleted);
            under.Add(ServeAsync(time.GetTimestamp(), new Random(random.Next())));
        }
        await Task.WhenAll(under);

        async Task ServeAsync(long arrived, Random own)
        {
            int number;
            try
            {
                number = await idle.Reader.ReadAsync(enough.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await TransactAsync(number, own, arrived);
            idle.Writer.TryWrite(number);
        }
    }

    private async Task TransactAsync(int number, Random random, long arrived)
    {
        LoadClient client = clients[number];
        try
        {
            if (request.ConnectPerTransaction)
                await client.DisposeAsync();
            await client.ConnectAsync(abort.Token);
            Took took = await client.RunAsync(Choose(random), request, random, abort.Token);
            if (request.ConnectPerTransaction)
                await client.DisposeAsync();
            long ended = time.GetTimestamp();
            notes[number].Done(ended, time.GetElapsedTime(arrived, ended).TotalSeconds, took);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            notes[number].Failed(failure);
            if (Interlocked.Increment(ref failures) > request.MostFailures)
                await enough.CancelAsync();
            await PauseAsync(AfterFailure);
        }
    }

    private LoadTransaction Choose(Random random)
    {
        if (request.Transactions is [var only])
            return only;
        double left = random.NextDouble() * weights;
        return request.Transactions.FirstOrDefault(transaction => (left -= transaction.Weight) < 0) ?? request.Transactions[^1];
    }

    /// <summary>Waits for a time, or until it is enough.</summary>
    private async Task PauseAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
            await Task.Delay(pause, time, enough.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
