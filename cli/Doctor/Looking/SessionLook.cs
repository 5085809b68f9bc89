using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Looking;

/// <summary>
/// How a pooler hands server connections from client to client. The doctor marks one with a setting of its own name and a prepared
/// statement, meets it again as another client, and clears both away. At most two of its clients are there at a time.
/// </summary>
/// <param name="first">A client; it is closed in the end.</param>
/// <param name="open">Makes another client on the same way.</param>
/// <param name="steps">Limits.</param>
internal sealed class SessionLook(WireConnection first, Func<CancellationToken, Task<WireConnection>> open, Steps steps)
{
    /// <summary>Of how many steps it is made.</summary>
    public const int Parts = 4;

    // Which of several processes on one port a client meets is up to the kernel.
    private const int Attempts = 8;
    private const string Setting = "infra.doctor";
    private const string Sight = "SELECT pg_backend_pid() AS backend, current_setting('" + Setting + "', true) AS mark";
    private const string Begin = "BEGIN READ ONLY";

    private readonly string mark = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 12);
    private readonly ImmutableArray<string>.Builder leftovers = ImmutableArray.CreateBuilder<string>();
    private int looked;

    private string Statement => Leftovers.Own + mark;

    /// <param name="pooled">Whether something stands between the client and the server.</param>
    /// <param name="pins">
    /// Whether it keeps a client that changes its session on one server connection (RDS Proxy), so that nothing must be marked.
    /// </param>
    /// <param name="cancellation">To stop.</param>
    public async Task<SessionFacts> RunAsync(bool pooled, bool pins, CancellationToken cancellation)
    {
        if (pooled)
            await LookAsync(first, cancellation);
        try
        {
            await first.QueryAsync(Begin, cancellation);
        }
        catch (WireException refused) when (refused.Error?.Text.Contains("statement pooling", StringComparison.Ordinal) == true)
        {
            return Facts(Sharing.Statement, "the pooler allows no transaction");
        }

        if (!pins)
        {
            await first.PrepareAsync(Statement, "SELECT $1::int * 2 AS answer", cancellation);
            await first.QueryAsync($"SELECT set_config('{Setting}', '{mark}', false)", cancellation);
        }

        var backend = await BackendAsync(first, cancellation);
        await first.QueryAsync("COMMIT", cancellation);
        if (!pooled)
        {
            var fault = await UseAsync(cancellation);
            var use = fault is null ? PreparedUse.SameConnection : PreparedUse.Lost;
            return Facts(Sharing.None) with { Prepared = use, PreparedFault = fault };
        }


        var (other, reason) = await MeetAsync(backend, Attempts, Begin, cancellation);
        if (other is not null)
        {
            await using (other.Value.Client)
                return await SharedAsync(other.Value.Client, other.Value.Mark == mark, pins, cancellation);
        }

        return await KeptAsync(backend, pins, reason, cancellation);
    }

    /// <summary>Another client has the server connection of the first, in a transaction.</summary>
    private async Task<SessionFacts> SharedAsync(WireConnection other, bool stays, bool pins, CancellationToken cancellation)
    {
        await LookAsync(other, cancellation);
        if (pins)
        {
            await other.QueryAsync("COMMIT", cancellation);
            return Facts(Sharing.Transaction, "to prepare one would pin the session to its server connection");
        }

        var bare = (await other.QueryAsync(
            $"SELECT 1 FROM pg_prepared_statements WHERE name = '{Statement}'", cancellation)).Rows.Length > 0;
        // The server connection with the statement is taken, so that this one needs another.
        var seen = await steps.TryWithAsync(async stop => (await first.ExecuteAsync(Statement, "21", stop)).One("answer")!, cancellation);
        await other.QueryAsync($"RESET {Setting}", cancellation);
        if (bare)
            await other.CloseAsync(Statement, cancellation);
        await other.QueryAsync("COMMIT", cancellation);
        var facts = Facts(Sharing.Transaction) with { SettingStays = stays };
        return seen switch
        {
            ({ Value: "42" }, _) => facts with { Prepared = PreparedUse.OtherConnection },
            (_, { } fault) => facts with { Prepared = PreparedUse.Lost, PreparedFault = fault.Message },
            _ => facts with { Reason = $"no second server connection could be had: {seen.Seen.Reason ?? "a wrong answer"}" },
        };
    }

    /// <summary>No other client has met the server connection of the first while that was there.</summary>
    private async Task<SessionFacts> KeptAsync(int backend, bool pins, string? reason, CancellationToken cancellation)
    {
        if (await BackendAsync(first, cancellation) != backend)
            return Facts(Sharing.Transaction, "the marked server connection was not met again");
        if (pins)
            return Facts(Sharing.Unknown, reason ?? "no client met the server connection of another");
        var fault = await UseAsync(cancellation);
        await first.DisposeAsync();
        var facts = Facts(Sharing.Session, reason) with
        {
            Prepared = fault is null ? PreparedUse.SameConnection : PreparedUse.Lost,
            PreparedFault = fault,
        };
        var (next, _) = await MeetAsync(backend, Attempts, null, cancellation);
        if (next is null)
            return facts;
        await using (next.Value.Client)
        {
            await LookAsync(next.Value.Client, cancellation);
            await next.Value.Client.QueryAsync($"RESET {Setting}", cancellation);
            await next.Value.Client.CloseAsync(Statement, cancellation);
            return facts with { SettingStays = next.Value.Mark == mark, Leftovers = leftovers.ToImmutable(), Looked = looked };
        }
    }

    /// <summary>Makes clients until one has the server connection, and lets the others go.</summary>
    private async Task<((WireConnection Client, string? Mark)? Met, string? Reason)> MeetAsync(
        int backend, int attempts, string? begin, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var seen = await steps.TryAsync(open, cancellation);
            if (seen.Value is not { } client)
                return (null, $"a second client got no connection: {seen.Reason}");
            var row = await steps.TryAsync(
                async stop =>
                {
                    if (begin is not null)
                        await client.QueryAsync(begin, stop);
                    return (await client.QueryAsync(Sight, stop)).One;
                },
                cancellation);
            if (row.Value is { } sight && Number(sight("backend")) == backend)
                return ((client, sight("mark")), null);
            await client.DisposeAsync();
            if (row.Value is null)
                return (null, $"a second client got no server connection: {row.Reason}");
        }

        return (null, null);
    }

    private async Task LookAsync(WireConnection client, CancellationToken cancellation)
    {
        looked++;
        leftovers.AddRange(await Leftovers.LookAsync(client, cancellation));
    }

    private async Task<string?> UseAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = (await first.ExecuteAsync(Statement, "21", cancellation)).One("answer");
            return answer == "42" ? null : "its answer was wrong";
        }
        catch (WireException fault) when (fault.Failure == WireFailure.Statement)
        {
            return fault.Message;
        }
    }

    private SessionFacts Facts(Sharing sharing, string? reason = null) => new()
    {
        Sharing = sharing,
        Reason = reason,
        Leftovers = [.. leftovers.Distinct()],
        Looked = looked,
    };

    private static async Task<int> BackendAsync(WireConnection client, CancellationToken cancellation) =>
        Number((await client.QueryAsync("SELECT pg_backend_pid() AS backend", cancellation)).One("backend"));

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);
}
