using Infra.Policies.ConnectionBudget.Grpc;
using Infra.Policies.ConnectionBudget.Protocol;

namespace Infra.Policies.ConnectionBudget;

/// <summary>The nine methods of <c>pulumirpc.Analyzer</c>, by their paths.</summary>
internal static class AnalyzerMethods
{
    private const string Service = "/pulumirpc.Analyzer/";

    /// <summary>The methods of an analyzer.</summary>
    /// <param name="analyzer">What answers.</param>
    /// <param name="stop">Ends every call and the process; called once Cancel has been answered.</param>
    public static Dictionary<string, UnaryMethod> Of(Analyzer analyzer, Action stop) => new(StringComparer.Ordinal)
    {
        // It tells where the engine listens and where the pack lies, and the pack needs neither.
        [$"{Service}Handshake"] = UnaryMethod.Of<Nothing>((_, _) => new Nothing()),
        [$"{Service}GetPluginInfo"] = UnaryMethod.Of<Nothing>((_, _) => PackDescription.Plugin),
        [$"{Service}GetAnalyzerInfo"] = UnaryMethod.Of<Nothing>((_, _) => PackDescription.Pack),
        [$"{Service}ConfigureStack"] = UnaryMethod.Of<StackRequest>((request, _) => analyzer.ConfigureStack(request)),
        [$"{Service}Configure"] = UnaryMethod.Of<ConfigurationRequest>((request, _) => analyzer.Configure(request)),
        [$"{Service}Remediate"] = UnaryMethod.Of<ResourceRequest>((request, _) => analyzer.Remediate(request)),
        [$"{Service}Analyze"] = UnaryMethod.Of<ResourceRequest>(analyzer.Analyze),
        [$"{Service}AnalyzeStack"] = new UnaryMethod(analyzer.AnalyzeStack),
        [$"{Service}Cancel"] = UnaryMethod.Of<Nothing>((_, _) => new Nothing()) with { Afterwards = stop },
    };
}
