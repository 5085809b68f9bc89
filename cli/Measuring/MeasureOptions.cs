using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Load;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;

namespace Infra.Cli.Measuring;

/// <summary>
/// The options of <c>infra size</c> that measure. Those that describe a load without a stack then describe the transactions of the
/// clients.
/// </summary>
internal sealed class MeasureOptions
{
    private const int MostClients = 1000;
    private const int MostSeconds = 300;
    private const int UsualSeconds = 20;
    private static readonly string[] Shared = ["--rps", "--query", "--transactions", "--variation", "--busy", "--vcpu", "--wait", "--json", "--debug", "--help"];

    private readonly Option<string?> measure = new("--measure")
    {
        Description = "Measure instead: put a short load that only reads on the pooler at this address, or on the local target, and fit the model to it",
        HelpName = "uri",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> admin = new("--admin") { Description = "With --measure URI: PgBouncer's console there, for its own counters" };
    private readonly Option<string> sql = new("--sql") { Description = "With --measure: a query of the application, run in read-only transactions; default a wait and work as --query, --variation and --busy say" };
    private readonly Option<int?> clients = new("--clients") { Description = $"With --measure: the most clients at a time, up to {MostClients}; default 256 on the local target, else 32" };
    private readonly Option<int?> seconds = new("--seconds") { Description = $"With --measure: how long loads may run in all, 5 to {MostSeconds}; default {UsualSeconds}" };

    public IEnumerable<Option> All => [measure, admin, sql, clients, seconds];

    public bool IsGiven(SymbolResult result) => result.GetResult(measure) is { Implicit: false };

    /// <summary>What is wrong with these options.</summary>
    public IEnumerable<string> Faults(CommandResult result)
    {
        if (!IsGiven(result))
        {
            foreach (Option option in All.Where(option => result.GetResult(option) is { Implicit: false }))
                yield return $"{option.Name} says how to measure; add --measure";
            yield break;
        }
        foreach (OptionResult other in result.Children.OfType<OptionResult>().Where(other => !other.Implicit))
        {
            if (!Shared.Contains(other.Option.Name) && !All.Contains(other.Option))
                yield return $"{other.Option.Name} says nothing about what is measured; leave it out";
        }
        if (result.Children.OfType<ArgumentResult>().Any(argument => argument.Tokens.Count > 0))
            yield return "a stack is not measured, but what runs; leave the stack out";
        if (result.GetValue(clients) is < 2 or > MostClients)
            yield return $"--clients: cannot be used; allowed: 2 to {MostClients}";
        if (result.GetValue(seconds) is < 5 or > MostSeconds)
            yield return $"--seconds: cannot be used; allowed: 5 to {MostSeconds}";
        if (result.GetResult(admin) is not null && result.GetValue(measure) is null)
            yield return "--admin belongs to an address; the consoles of the local target are known";
        foreach ((string name, string allowed, Func<string, bool> isRight) in Numbers)
        {
            if (result.GetValue<string>(name) is { } text && !isRight(text))
                yield return $"{name}: cannot be used (received {text}); allowed: {allowed}";
        }
    }

    /// <summary>What was chosen; only after <see cref="Faults"/> found none.</summary>
    /// <exception cref="Infra.Cli.UsageException">An address cannot be used.</exception>
    public MeasureChoice Read(CommandResult result)
    {
        AddressReader reader = new(Environment.GetEnvironmentVariable);
        string? place = result.GetValue(measure);
        double perSecond = Number(result, "--rps", 0) * Number(result, "--transactions", 1);
        return new()
        {
            Address = place is null or "local" ? null : reader.Read(place, "--measure"),
            Console = result.GetValue(admin) is { } console ? reader.Read(console, "--admin") : null,
            Transaction = new(result.GetValue(sql) is { } query ? new LoadStep { Query = query } : Synthetic(result)),
            Clients = result.GetValue(clients),
            Budget = TimeSpan.FromSeconds(result.GetValue(seconds) ?? UsualSeconds),
            VCpu = result.GetValue<string>("--vcpu") is null ? null : Number(result, "--vcpu", 0),
            Demand = perSecond > 0 ? new PoolDemand.Open(perSecond) : null,
            P99Wait = result.GetValue<string>("--wait") is { } wait && DurationText.TryParse(wait, out TimeSpan longest) ? longest : null,
        };
    }

    private static ImmutableArray<(string Name, string Allowed, Func<string, bool> IsRight)> Numbers =>
    [
        ("--rps", "a number above 0, at most 1000000", text => IsNumber(text, 1e-6, 1e6)),
        ("--query", "a duration from 0.1ms to 5s, such as 20ms", text => DurationText.TryParse(text, out TimeSpan query) && query.TotalMilliseconds is >= 0.1 and <= 5000),
        ("--transactions", "a number above 0, at most 1000", text => IsNumber(text, 1e-3, 1000)),
        ("--variation", "a number from 0 to 10", text => IsNumber(text, 0, 10)),
        ("--busy", "a number from 0 to 1", text => IsNumber(text, 0, 1)),
    ];

    private static LoadStep Synthetic(CommandResult result)
    {
        if (result.GetValue<string>("--query") is not { } text || !DurationText.TryParse(text, out TimeSpan query))
            return LoadStep.Select;
        double busy = Number(result, "--busy", PoolWork.DefaultBusyShare), variation = Number(result, "--variation", PoolWork.DefaultVariation);
        return new() { Waiting = new ServiceTime(query * (1 - busy), variation), Busy = new ServiceTime(query * busy, variation) };
    }

    private static bool IsNumber(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most;

    private static double Number(CommandResult result, string name, double otherwise) =>
        result.GetValue<string>(name) is { } text ? double.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : otherwise;
}
