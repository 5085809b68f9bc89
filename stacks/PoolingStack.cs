using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Claims;
using Infra.Pooling.Specification;
using Infra.Pooling.Sql;
using Pulumi;

namespace Infra.Stacks;

/// <summary>The program of every stack: reads the specification, plans, makes the component of the target, exports the outputs.</summary>
public class PoolingStack : Stack
{
    /// <summary>Runs the program.</summary>
    public PoolingStack()
        : this(null)
    {
    }

    /// <summary>Runs the program.</summary>
    /// <param name="options">Options of the stack.</param>
    /// <exception cref="SpecificationException">The configuration is not valid.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan.</exception>
    protected PoolingStack(StackOptions? options)
        : base(options)
    {
        var config = new PoolingConfig();
        var specification = PoolingSpecification.Read(config.Pooling);
        var plan = PoolPlan.Create(specification, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        if (plan.IsRefused)
            throw new RunException(string.Join('\n', plan.Findings.Select(finding => finding.Message)));

        var credentials = plan.HasPasswords ? config.Credentials : Output.Create(ImmutableDictionary<string, string>.Empty);
        if (config.UsesAlternateLogin)
            credentials = credentials.Apply(known => AlternateLogin.Required(plan, known));
        var endpoints = specification.Target switch
        {
            Target.Aws => AwsTarget.Make(plan, config, credentials),
            Target.Kubernetes => KubernetesTarget.Make(plan, config, credentials),
            Target.Azure => AzureTarget.Make(plan, credentials),
            var target => throw new ArgumentOutOfRangeException(nameof(options), target, "has no component"),
        };
        foreach (var workload in specification.Workloads)
            _ = new ConnectionClaim(workload.Name, ConnectionClaimArgs.Of(workload, plan));

        var outputs = new PoolingOutputs(config.UsesAlternateLogin ? AlternateLogin.Used(plan) : plan, endpoints, credentials);
        Connections = outputs.Connections;
        Workloads = outputs.Workloads;
        DatabaseSql = endpoints.DatabaseSql;
        RebootRequired = Output.Create(endpoints.RebootRequired);
        Details = Output.Create(endpoints.Details);
    }

    /// <summary>By route: host, port, database, username, password and the connection strings.</summary>
    [Output("connections")]
    public Output<ImmutableDictionary<string, object>> Connections { get; private set; }

    /// <summary>By workload: its environment variables.</summary>
    [Output("workloads")]
    public Output<ImmutableDictionary<string, object>> Workloads { get; private set; }

    /// <summary>SQL that gives the roles on the server their verifiers and time-outs.</summary>
    [Output("databaseSql")]
    public Output<string> DatabaseSql { get; private set; }

    /// <summary>What takes effect only when a server restarts, each with the reason.</summary>
    [Output("rebootRequired")]
    public Output<ImmutableArray<string>> RebootRequired { get; private set; }

    /// <summary>What only the stack's target has to tell, by name.</summary>
    [Output("details")]
    public Output<ImmutableDictionary<string, object>> Details { get; private set; }
}
