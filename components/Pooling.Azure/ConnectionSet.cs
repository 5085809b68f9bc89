using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Connections;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Azure;

/// <summary>
/// Every way to the servers, pooled and direct, for writing and for reading, in every driver's form.
/// </summary>
internal sealed class ConnectionSet
{
    private readonly PoolPlan _plan;
    private readonly Output<ImmutableDictionary<string, string>> _credentials;

    public ConnectionSet(PoolPlan plan, ReadEndpoints endpoints, Output<ImmutableDictionary<string, string>> credentials)
    {
        _plan = plan;
        _credentials = credentials;
        Ways =
        [
            new("readWrite", Route.ReadWrite, endpoints.Writer),
            .. endpoints.Readers.Select((host, index) => new Way(Numbered("readOnly", index), Route.ReadOnly, host)),
            new("direct", Route.Direct, endpoints.Writer),
            .. endpoints.Readers.Select((host, index) => new Way(Numbered("directReadOnly", index), Route.Direct, host)),
        ];
    }

    /// <summary>The ways, by name.</summary>
    public ImmutableArray<Way> Ways { get; }

    /// <summary>Every form of every way for the database's own role; secret.</summary>
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> All
    {
        get
        {
            var forms = Ways.Select(way => Of(way, options =>
                ConnectionStrings.For(options).ToImmutableDictionary(form => form.Name, form => form.Text)));
            return Output.CreateSecret(Output.All(forms).Apply(texts =>
                Ways.Zip(texts).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second)));
        }
    }

    /// <summary>The string of a way in one form; secret.</summary>
    public Output<string> Form(Way way, string form) =>
        Output.CreateSecret(Of(way, options => ConnectionStrings.For(options).First(connection => connection.Name == form).Text));

    /// <summary>By workload the string that its own driver takes; secret.</summary>
    public Output<ImmutableDictionary<string, string>> Workloads
    {
        get
        {
            var workloads = _plan.Specification.Workloads;
            return Output.CreateSecret(Output.All(workloads.Select(Workload)).Apply(texts =>
                workloads.Zip(texts).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second)));
        }
    }

    /// <summary>The string that a workload's own driver takes, with its own role, database and pool; secret.</summary>
    public Output<string> Workload(WorkloadOptions workload)
    {
        var way = Ways.First(way => way.Route == workload.Route);
        return Output.CreateSecret(Of(way, options => ConnectionStrings.For(options, workload.Driver).Text, workload));
    }

    /// <summary>The forms that the way's database name allows.</summary>
    public ImmutableArray<string> FormsOf(Way way) =>
        [.. ConnectionStrings.For(Options(way, "host.invalid", "?")).Select(form => form.Name)];

    private Output<T> Of<T>(Way way, Func<ConnectionOptions, T> make, WorkloadOptions? workload = null) =>
        Output.Tuple(way.Host, _credentials).Apply(known =>
            make(Options(way, known.Item1, known.Item2[RoleOf(workload)], workload)));

    private ConnectionOptions Options(Way way, string host, string password, WorkloadOptions? workload = null) =>
        new ConnectionPlanner(_plan, host, host, host).Of(way.Route, RoleOf(workload), password, workload);

    private string RoleOf(WorkloadOptions? workload) => workload is null ? _plan.Specification.Database.User : _plan.UserOf(workload);

    private static string Numbered(string name, int index) =>
        index == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{index + 1}");

    /// <summary>One way to a server.</summary>
    /// <param name="Name">
    /// Its name: <c>readWrite</c>, <c>readOnly</c>, <c>direct</c>, <c>directReadOnly</c>; further replicas are numbered.
    /// </param>
    /// <param name="Route">Whether it is pooled, and what for.</param>
    /// <param name="Host">Host of the server.</param>
    public sealed record Way(string Name, Route Route, Output<string> Host);
}
