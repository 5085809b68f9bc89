using System.Text.Json;

namespace Infra.Offline.Contract;

/// <summary>Tests that read or change what the whole process shares; they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessState
{
    public const string Name = "process state";
}

/// <summary>Restores the variables and the exit code: a failed run leaves 32, which would fail the test host.</summary>
[Collection(ProcessState.Name)]
public abstract class ProcessStateTests : IDisposable
{
    private static readonly string[] s_variables = ["PULUMI_CONFIG", "PULUMI_CONFIG_SECRET_KEYS", "KUBECONFIG"];
    private readonly int _exitCode = Environment.ExitCode;
    private readonly string?[] _values = Array.ConvertAll(s_variables, Environment.GetEnvironmentVariable);

    public void Dispose()
    {
        Environment.ExitCode = _exitCode;
        for (var i = 0; i < s_variables.Length; i++)
            Environment.SetEnvironmentVariable(s_variables[i], _values[i]);
        GC.SuppressFinalize(this);
    }

    protected static void SetConfig(params (string Key, object Value)[] entries) => Environment.SetEnvironmentVariable(
        "PULUMI_CONFIG", JsonSerializer.Serialize(entries.ToDictionary(entry => entry.Key, entry => entry.Value)));
}
