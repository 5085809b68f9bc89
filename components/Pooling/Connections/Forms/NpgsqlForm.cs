using System.Data.Common;
using System.Text;

namespace Infra.Pooling.Connections.Forms;

/// <summary>
/// Npgsql: https://www.npgsql.org/doc/connection-string-parameters.html. The base library quotes by the rules that Npgsql's own
/// builder inherits.
/// </summary>
internal sealed class NpgsqlForm : Form
{
    // More gains little: a program repeats few statements, and the pooler keeps a copy for each server connection.
    private const int MostAutoPrepared = 20;

    protected override string Name => ConnectionForms.Npgsql;

    protected override string? SeveralHosts => "Each host has a pool of its own of the Maximum Pool Size, and connections take turns among them.";

    protected override string Text(ConnectionOptions options)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Keys(options))
            Append(text, name, value);
        return text.ToString();
    }

    protected override Sentences Notes(ConnectionOptions options) => new()
    {
        { true, "GSS Encryption Mode needs Npgsql 10 or later; take it out for an older one." },
        { options.LosesPrepared, "No NpgsqlCommand.Prepare(): the pooler does not carry prepared statements." },
    };

    // The base library decides with a pattern whose «$» accepts a last line feed, and so leaves that one unquoted and lost.
    // Such a value never comes first: that is the host.
    private static void Append(StringBuilder text, string name, string value)
    {
        if (value.EndsWith('\n'))
            text.Append(';').Append(name).Append("=\"").Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            DbConnectionStringBuilder.AppendKeyValuePair(text, name, value);
    }

    private static Parameters Keys(ConnectionOptions options) => new()
    {
        { "Host", string.Join(',', options.Target.Hosts) },
        { "Port", Values.Text(options.Target.Port) },
        { "Load Balance Hosts", "true", options.Target.OtherHosts.Length > 0 },
        { "Database", options.Target.Database },
        { "Username", options.User },
        { "Password", options.Password },
        { "SSL Mode", SslMode(options.Tls) },
        { "Root Certificate", options.TrustedRoot },
        { "GSS Encryption Mode", "Disable" },
        { "Timeout", Values.Seconds(options.Client.ConnectTimeout) },
        { "Command Timeout", Values.Seconds(options.Client.CommandTimeout) },
        { "Maximum Pool Size", Values.Text(options.Client.PoolSize) },
        { "Connection Idle Lifetime", Values.Seconds(options.Client.IdleLifetime) },
        { "Connection Lifetime", Values.Seconds(options.Client.ConnectionLifetime) },
        { "TCP Keepalive Time", Values.Seconds(options.Client.KeepaliveIdle) },
        { "TCP Keepalive Interval", Values.Seconds(options.Client.KeepaliveInterval) },
        { "Application Name", options.ApplicationName },
        { "No Reset On Close", "true", options.SharesSessions },
        { "Max Auto Prepare", Values.Text(Math.Min(options.MaxPreparedStatements, MostAutoPrepared))!, options.CarriesPrepared },
    };

    private static string SslMode(TlsMode mode) => mode switch
    {
        TlsMode.Disable => "Disable",
        TlsMode.Require => "Require",
        TlsMode.VerifyCa => "VerifyCA",
        TlsMode.VerifyFull => "VerifyFull",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}
