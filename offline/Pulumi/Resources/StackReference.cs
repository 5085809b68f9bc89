using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The outputs of another stack.</summary>
public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new() { Id = args?.Name ?? name }))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    /// <summary>The output, or null where the stack has none of the name.</summary>
    public Output<object?> GetOutput(Input<string> name) =>
        WithSecretness(name, Output.Tuple(name, (Input<ImmutableDictionary<string, object>>)Outputs)
            .Apply(pair => pair.Item2.GetValueOrDefault(pair.Item1)));

    /// <summary>The output; it fails where the stack has none of the name.</summary>
    public Output<object> RequireOutput(Input<string> name) =>
        WithSecretness(name, Output.Tuple(name, (Input<string>)Name, (Input<ImmutableDictionary<string, object>>)Outputs)
            .Apply(all => all.Item3.GetValueOrDefault(all.Item1) ?? throw new KeyNotFoundException(
                $"Required output '{all.Item1}' does not exist on stack '{all.Item2}'.")));

    private Output<T> WithSecretness<T>(Input<string> name, Output<T> value)
    {
        return new(DataAsync());

        async Task<OutputData> DataAsync()
        {
            var data = await value.DataTask.ConfigureAwait(false);
            return data with { IsSecret = await IsSecretAsync(name).ConfigureAwait(false) };
        }
    }

    /// <summary>Where the names of the secret outputs are unknown, one secret makes all secret.</summary>
    private async Task<bool> IsSecretAsync(Input<string> name)
    {
        var wanted = await name.ToOutput().DataTask.ConfigureAwait(false);
        var names = await SecretOutputNames.DataTask.ConfigureAwait(false);
        return wanted.IsKnown && names.IsKnown
            ? names.As<ImmutableArray<string>>().Contains(wanted.As<string>())
            : (await Outputs.DataTask.ConfigureAwait(false)).IsSecret;
    }
}

public class StackReferenceArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}
