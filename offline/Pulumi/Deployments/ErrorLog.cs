namespace Pulumi;

/// <summary>The errors a run has logged; any fails it.</summary>
internal sealed class ErrorLog
{
    private readonly List<string> _messages = [];

    public void Add(string message)
    {
        lock (_messages)
            _messages.Add(message);
    }

    public Exception? ToException()
    {
        lock (_messages)
        {
            return _messages.Count switch
            {
                0 => null,
                1 => new RunException(_messages[0]),
                _ => new AggregateException(_messages.Select(message => new RunException(message))),
            };
        }
    }
}
