using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections.Forms;

/// <summary>One way to write a connection down.</summary>
internal abstract class Form
{
    /// <summary>What the form cannot carry; null when it can.</summary>
    public virtual Fault? Refusal(ConnectionOptions options) => null;

    /// <summary>Checks the options and writes them down.</summary>
    public DriverConnection Render(ConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var fault = OptionFaults.Of(options).FirstOrDefault() ?? Refusal(options);
        return fault is null
            ? new(Name, Text(options), Arguments(options).ToDictionary(), Notes(options).ToArray())
            : throw new ArgumentException(fault.ToString(), nameof(options));
    }

    /// <summary>One of <see cref="ConnectionForms"/>.</summary>
    protected abstract string Name { get; }

    /// <summary>The connection string.</summary>
    protected abstract string Text(ConnectionOptions options);

    /// <summary>What the string cannot say.</summary>
    protected virtual Parameters Arguments(ConnectionOptions options) => [];

    /// <summary>What a reader should know.</summary>
    protected virtual Sentences Notes(ConnectionOptions options) => [];
}
