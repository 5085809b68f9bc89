using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Pooling.PgBouncer;

/// <summary>What a value means to PgBouncer, and whether it is written in the one way that needs no explanation.</summary>
public static partial class SettingValue
{
    /// <summary>Whether PgBouncer loads a file with this value; it checks the form of most values and the range of none.</summary>
    public static bool Loads(Setting setting, string value, PgBouncerVersion version) => (setting.Scope, setting.Kind) switch
    {
        (_, SettingKind.Choice) => setting.Name == "client_tls_dheparams" || KnowsChoice(setting, value, version),
        (SettingScope.Pooler, SettingKind.Seconds) => CNumber.Duration(value) is not null,
        (SettingScope.Pooler, _) when IsNumber(setting.Kind) => CNumber.Whole(value) is not null,
        (SettingScope.Pooler, _) => setting.Name != "auth_dbname" || value != "pgbouncer" || version < new PgBouncerVersion(1, 20),
        _ => setting.Name != "port" || CNumber.Prefix(value) != 0,
    };

    /// <summary>The number that PgBouncer makes of a value it loads; null for settings that are no numbers.</summary>
    public static double? Number(Setting setting, string value) => setting.Kind switch
    {
        SettingKind.Seconds => CNumber.Duration(value),
        _ when !IsNumber(setting.Kind) => null,
        _ when setting.Scope != SettingScope.Pooler => CNumber.Prefix(value),
        _ => CNumber.Whole(value) is not { } whole ? null : setting.Name == "max_packet_size" ? unchecked((uint)whole) : CNumber.ToInt(whole),
    };

    /// <summary>Whether a value is in the setting's range and written plainly: decimal, without blanks, on one line.</summary>
    public static bool IsPlain(Setting setting, string value) => setting.Kind switch
    {
        SettingKind.Boolean => value is "0" or "1",
        SettingKind.FileMode => FileModeForm().IsMatch(value),
        SettingKind.Choice => setting.Choices.Contains(value, StringComparer.Ordinal),
        SettingKind.Seconds => SecondsForm().IsMatch(value)
            && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= setting.Min && seconds <= setting.Max,
        _ when IsNumber(setting.Kind) => NumberForm().IsMatch(value)
            && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= setting.Min && number <= setting.Max,
        _ => FitsLine(value),
    };

    /// <summary>Whether a line of an ini file can hold a value so that it is read back unchanged.</summary>
    public static bool FitsLine(string value) => value.AsSpan().IndexOfAny('\n', '\0') < 0 && value == value.Trim(IniText.Blanks);

    private static bool IsNumber(SettingKind kind) => kind is SettingKind.Number or SettingKind.Bytes or SettingKind.Milliseconds
        or SettingKind.WholeSeconds or SettingKind.Boolean or SettingKind.FileMode;

    /// <summary>LDAP came with 1.25 and SCRAM with 1.11; LDAP and PAM depend on how PgBouncer was built, too.</summary>
    private static bool KnowsChoice(Setting setting, string value, PgBouncerVersion version) =>
        setting.Choices.Contains(value, StringComparer.OrdinalIgnoreCase)
        && !(setting.Name == "auth_type" && value.ToLowerInvariant() switch
        {
            "ldap" => version < new PgBouncerVersion(1, 25),
            "scram-sha-256" => version < new PgBouncerVersion(1, 11),
            _ => false,
        });

    [GeneratedRegex(@"^(0|-?[1-9][0-9]{0,18})\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,9})(\.[0-9]{1,6})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SecondsForm();

    [GeneratedRegex(@"^0?[0-7]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileModeForm();
}
