using System.Globalization;

namespace Infra.Pooling.Connections.Forms;

/// <summary>Values as text, the same in every culture.</summary>
internal static class Values
{
    public static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole seconds, rounded up: zero would mean «no limit».</summary>
    public static string? Seconds(TimeSpan? time) => Whole(time, TimeSpan.TicksPerSecond);

    /// <summary>Whole milliseconds, rounded up.</summary>
    public static string? Milliseconds(TimeSpan? time) => Whole(time, TimeSpan.TicksPerMillisecond);

    /// <summary>libpq's names, which most drivers share.</summary>
    public static string SslMode(TlsMode mode) => mode switch
    {
        TlsMode.Disable => "disable",
        TlsMode.Require => "require",
        TlsMode.VerifyCa => "verify-ca",
        TlsMode.VerifyFull => "verify-full",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    private static string? Whole(TimeSpan? time, long unit) =>
        time is { } value ? ((value.Ticks + unit - 1) / unit).ToString(CultureInfo.InvariantCulture) : null;
}
