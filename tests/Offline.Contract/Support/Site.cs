using Pulumi;

namespace Infra.Offline.Contract;

/// <summary>A component; its content is made by the caller, below it.</summary>
internal sealed class Site : ComponentResource
{
    public const string Token = "test:index:Site";

    public Site(string name, Action<Site>? build = null, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        build?.Invoke(this);
        Address ??= Output.Create($"https://{name}");
        RegisterOutputs();
    }

    public Site(string name, ResourceArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, args, options)
    {
        Address = Output.Create($"https://{name}");
        RegisterOutputs(new Dictionary<string, object?> { ["address"] = Address });
    }

    [Output("address")]
    public Output<string> Address { get; set; }

    [Output]
    public Output<int> Visitors { get; set; } = Output.Create(7);

    public Output<string> NotRegistered { get; set; } = Output.Create("");
}
