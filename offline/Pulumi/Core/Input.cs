namespace Pulumi;

internal interface IInput
{
    IOutput ToOutput();
}

/// <summary>A list or map whose elements may be unknown one by one.</summary>
internal interface IInputCollection
{
    /// <summary>The elements, each still an input of its own.</summary>
    IOutput Elements { get; }
}

/// <summary>An argument of a resource: a plain value or an output.</summary>
public class Input<T> : IInput
{
    private protected Input(Output<T> outputValue) =>
        OutputValue = outputValue ?? throw new ArgumentNullException(nameof(outputValue));

    private protected Output<T> OutputValue { get; set; }

    public static implicit operator Input<T>(T value) => Output.Create(value);

    public static implicit operator Input<T>(Output<T> value) => new(value);

    public static implicit operator Output<T>(Input<T> input) => input.OutputValue;

    IOutput IInput.ToOutput() => OutputValue;
}
