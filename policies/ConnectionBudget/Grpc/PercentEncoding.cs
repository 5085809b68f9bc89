using System.Globalization;
using System.Text;

namespace Infra.Policies.ConnectionBudget.Grpc;

/// <summary>How gRPC writes a status message into a header: bytes outside of visible ASCII, and the percent sign, as <c>%XX</c>.</summary>
internal static class PercentEncoding
{
    /// <summary>Encodes a message.</summary>
    public static string Encode(string message)
    {
        if (message.All(character => character is >= ' ' and <= '~' and not '%'))
            return message;
        var encoded = new StringBuilder();
        foreach (var part in Encoding.UTF8.GetBytes(message))
        {
            if (part is >= (byte)' ' and <= (byte)'~' and not (byte)'%')
                encoded.Append((char)part);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{part:X2}");
        }

        return encoded.ToString();
    }
}
