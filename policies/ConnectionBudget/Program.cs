using System.Globalization;
using Infra.Policies.ConnectionBudget;
using Infra.Policies.ConnectionBudget.Grpc;

// The engine's arguments (its own address, logging flags) are not needed: everything comes by calls.
using var stopped = new CancellationTokenSource();
var analyzer = new Analyzer(TimeProvider.System);
await using var server = await GrpcServer.StartAsync(
    new GrpcApplication(AnalyzerMethods.Of(analyzer, stopped.Cancel), TimeProvider.System, stopped.Token));

// The first line is the port, and there is no second one: everything printed later would be shown to the user as a diagnostic.
Console.WriteLine(server.Port.ToString(CultureInfo.InvariantCulture));

await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
