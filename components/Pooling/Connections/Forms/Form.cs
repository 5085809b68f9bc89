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
        if (fault is not null)
            throw new ArgumentException(fault.ToString(), nameof(options));
        var count = options.Target.Hosts.Length;
        var used = SeveralHosts is null ? options with { Target = options.Target with { OtherHosts = [] } } : options;
        var notes = Notes(used);
        notes.Add(count > 1, SeveralHosts ?? FormattableString.Invariant($"The driver takes one host: it uses the first of {count}."));
        return new(Name, Text(used), Arguments(used).ToDictionary(), notes.ToArray());
    }

    /// <summary>How the driver chooses among several hosts, as a sentence; null, the default, when it takes one only.</summary>
    protected virtual string? SeveralHosts => null;

    /// <summary>One of <see cref="ConnectionForms"/>.</summary>
    protected abstract string Name { get; }

    /// <summary>The connection string.</summary>
    protected abstract string Text(ConnectionOptions options);

    /// <summary>What the string cannot say.</summary>
    protected virtual Parameters Arguments(ConnectionOptions options) => [];

    /// <summary>What a reader should know.</summary>
    protected virtual Sentences Notes(ConnectionOptions options) => [];
}
