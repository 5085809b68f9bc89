using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Policies.ConnectionBudget.Grpc;
using Infra.Policies.ConnectionBudget.Protocol;
using Infra.Policies.ConnectionBudget.Values;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Waivers;

namespace Infra.Policies.ConnectionBudget;

/// <summary>
/// Judges what the engine sends. Rules that need one resource are asked in Analyze, with the inputs of the program, so that a preview
/// stops at the resource; all others once, in AnalyzeStack, over the outputs with the inputs of Analyze beneath them. So no rule is asked
/// twice, and what a rule sees is what the other hosts show it: outputs over inputs, where both are known.
/// </summary>
/// <param name="time">The day on which waivers are judged.</param>
internal sealed class Analyzer(TimeProvider time)
{
    // Encoded: a tenth of the memory, and most of them are looked at no more.
    private readonly ConcurrentDictionary<string, ByteString> _inputs = new(StringComparer.Ordinal);
    // Waivers that covered something in Analyze, by their paths: the stack's rules do not see those findings.
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);
    private volatile RuleConfiguration _configuration = RuleConfiguration.Default;
    private volatile string _stack = "";

    /// <summary>Takes the name of the stack. Its configuration and tags are not kept: no rule reads them, and some are secret.</summary>
    public IMessage ConfigureStack(StackRequest request)
    {
        _stack = request.Stack;
        _inputs.Clear();
        _used.Clear();
        return new Nothing();
    }

    /// <summary>Takes levels and parameters.</summary>
    /// <exception cref="GrpcException">They are at fault; the configuration before stays.</exception>
    public IMessage Configure(ConfigurationRequest request)
    {
        var reading = RuleConfiguration.Read(ConfigurationValue.Of(request));
        if (!reading.Faults.IsEmpty)
            throw new GrpcException(GrpcCode.InvalidArgument, string.Join("\n", reading.Faults.Select(fault => fault.ToString())));
        _configuration = reading.Configuration;
        _used.Clear();
        return new Nothing();
    }

    /// <summary>Puts a resource right where a rule's level is to do so and the fix is certain.</summary>
    public IMessage Remediate(ResourceRequest request)
    {
        var resource = Nodes.Of(request);
        var answer = new Remediations();
        if (Remediation.Of(resource, _configuration) is not { } remediation)
            return answer;
        var before = resource.Properties;
        var properties = Struct.Parser.ParseFrom(request.Properties);
        foreach (var change in remediation.Changes)
        {
            StructPatch.Apply(properties, before, change.Properties);
            before = change.Properties;
            answer.Remedies.Add(new Remedy
            {
                Policy = change.Rule,
                Pack = PackDescription.Name,
                PackVersion = PackDescription.Version,
                Description = change.Message,
                Properties = properties.Clone(),
            });
        }

        return answer;
    }

    /// <summary>Asks the rules that need one resource only.</summary>
    public IMessage Analyze(ResourceRequest request, CancellationToken cancel)
    {
        var resource = Nodes.Of(request);
        _inputs[request.Urn] = request.Properties;
        var configuration = _configuration;
        var report = PolicyEngine.EvaluateResource(resource, configuration, cancel);
        var (findings, inForce) = Waived(report, configuration, configuration.Waivers);
        foreach (var waiver in inForce)
            _used[waiver.Path] = true;
        // Waivers themselves are judged once, with the stack.
        return FindingsMessage.Of(findings.Where(finding => finding.Rule != WaiverJudge.Rule), report.Results);
    }

    /// <summary>Asks the rules that need the whole stack.</summary>
    /// <param name="request">The encoded <c>ResourcesRequest</c>; see <see cref="StackReader"/>.</param>
    /// <param name="cancel">Ends the reading and the judging.</param>
    public IMessage AnalyzeStack(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        var resources = StackReader.Read(request, urn => _inputs.GetValueOrDefault(urn, ByteString.Empty).Memory, cancel);
        var graph = ResourceGraph.Create(_stack, resources);
        var configuration = _configuration;
        var report = PolicyEngine.Evaluate([graph], configuration, RuleScope.Stack, cancel);
        var (findings, _) = Waived(report, configuration, [.. configuration.Waivers.Where(waiver => !_used.ContainsKey(waiver.Path))]);
        return FindingsMessage.Of(findings, report.Results);
    }

    /// <summary>The findings with waivers laid over them: those of this stack, and those that do not say of which they are.</summary>
    private (IEnumerable<RuleFinding> Findings, ImmutableArray<Waiver> InForce) Waived(
        PolicyReport report, RuleConfiguration configuration, ImmutableArray<Waiver> waivers)
    {
        var settings = configuration.For(RulePack.Find(WaiverJudge.Rule)!);
        var (judged, inForce) = WaiverJudge.Apply(
            [.. report.Findings.Select(finding => JudgedFinding.Of("", _stack, finding, report.Budgets))],
            [.. waivers.Where(waiver => waiver.Stack is null || waiver.Stack == _stack)],
            DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
            isComplete: false,
            settings);
        return (judged.Select(finding => finding.Finding), inForce);
    }
}
