using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>Answers for the engine and the providers.</summary>
public interface IMocks
{
    /// <summary>Answers the registration of a resource, component or not, but the stack: its id (null: unknown) and its state.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Answers the call of a provider's function.</summary>
    Task<object> CallAsync(MockCallArgs args);

    /// <summary>Is told what components and the stack give out.</summary>
    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}

/// <summary>A registration as mocks see it: unknown inputs are left out, secrets are plain.</summary>
public class MockResourceArgs
{
    public string? Type { get; set; }

    public string? Name { get; set; }

    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    public string? Provider { get; set; }

    public string? Id { get; set; }
}

/// <summary>A call as mocks see it.</summary>
public class MockCallArgs
{
    public string? Token { get; set; }

    public ImmutableDictionary<string, object> Args { get; set; } = null!;

    public string? Provider { get; set; }
}

/// <summary>The outputs of a component or stack as mocks see them, secretness included.</summary>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    public readonly string Urn = urn;

    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}
