namespace Infra.Cli.Doctor.Wire;

/// <summary>How far a conversation came before it failed.</summary>
internal enum WireFailure
{
    /// <summary>Nothing listens there, or the name means no host.</summary>
    Unreachable,

    /// <summary>Something answered, but not in PostgreSQL's protocol.</summary>
    NotPostgres,

    /// <summary>The transport is not as safe as the address demands.</summary>
    Tls,

    /// <summary>The login was refused.</summary>
    Login,

    /// <summary>A statement was refused; the connection may go on.</summary>
    Statement,

    /// <summary>The connection ended in the middle.</summary>
    Lost,
}

/// <summary>A conversation with a server that failed. The message never holds a password.</summary>
/// <param name="failure">How far it came.</param>
/// <param name="message">What happened, in one sentence without a full stop.</param>
/// <param name="error">What the server said; null when it said nothing.</param>
internal sealed class WireException(WireFailure failure, string message, ServerMessage? error = null) : Exception(message)
{
    public WireFailure Failure => failure;

    public ServerMessage? Error => error;

    /// <summary>SQLSTATE of the server's error; empty when it gave none.</summary>
    public string State => error?.State ?? "";
}
