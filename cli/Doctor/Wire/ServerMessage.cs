using System.Text;

namespace Infra.Cli.Doctor.Wire;

/// <summary>An error or a notice, as the protocol carries it.</summary>
/// <param name="Severity">FATAL, ERROR, NOTICE, …</param>
/// <param name="State">SQLSTATE; empty when there is none.</param>
/// <param name="Text">The primary message.</param>
internal sealed record ServerMessage(string Severity, string State, string Text)
{
    /// <summary>Reads the fields of an ErrorResponse or a NoticeResponse.</summary>
    public static ServerMessage Read(ReadOnlySpan<byte> body)
    {
        string severity = "", state = "", text = "";
        while (body.Length > 1 && body[0] != 0)
        {
            var end = body[1..].IndexOf((byte)0);
            if (end < 0)
                break;
            var value = Encoding.UTF8.GetString(body.Slice(1, end));
            switch ((char)body[0])
            {
                // V is the severity that is never translated.
                case 'V':
                case 'S' when severity.Length == 0:
                    severity = value;
                    break;
                case 'C':
                    state = value;
                    break;
                case 'M':
                    text = value;
                    break;
            }

            body = body[(end + 2)..];
        }

        return new(severity, state, text);
    }

    /// <summary>On one line: it goes into reports.</summary>
    public override string ToString() => Text.ReplaceLineEndings(" ") + (State.Length == 0 ? "" : $" ({State})");
}
