using System.Collections.Immutable;

namespace Infra.Pooling.PgBouncer;

/// <summary>Where in pgbouncer.ini a setting stands.</summary>
public enum SettingScope
{
    /// <summary>A line of the section <c>[pgbouncer]</c>.</summary>
    Pooler,

    /// <summary>A part of the connection string of an entry in <c>[databases]</c>.</summary>
    Database,

    /// <summary>A part of an entry in <c>[users]</c>.</summary>
    User,

    /// <summary>A part of an entry in <c>[peers]</c>.</summary>
    Peer,
}

/// <summary>What a value is.</summary>
public enum SettingKind
{
    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A whole number of bytes.</summary>
    Bytes,

    /// <summary>A whole number of milliseconds.</summary>
    Milliseconds,

    /// <summary>A duration in seconds, with a decimal point if need be.</summary>
    Seconds,

    /// <summary>A whole number of seconds.</summary>
    WholeSeconds,

    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>A file mode, by custom in octal with a leading 0.</summary>
    FileMode,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Any text on one line.</summary>
    Text,

    /// <summary>Names with commas between them.</summary>
    List,

    /// <summary>The path of a file or folder.</summary>
    File,
}

/// <summary>What makes a changed value take effect.</summary>
public enum ApplyBy
{
    /// <summary>RELOAD on the console, or SIGHUP.</summary>
    Reload,

    /// <summary>A new process only; a RELOAD ignores the change without a word.</summary>
    Restart,
}

/// <summary>A default that held before some version.</summary>
/// <param name="Below">The first version in which it no longer held.</param>
/// <param name="Value">The default until then.</param>
public sealed record EarlierDefault(PgBouncerVersion Below, string? Value);

/// <summary>One setting of PgBouncer, as the table in src/main.c or the parser in src/loader.c defines it.</summary>
/// <param name="Name">Its name, lower case.</param>
/// <param name="Scope">Where it stands.</param>
/// <param name="Kind">What its value is.</param>
public sealed record Setting(string Name, SettingScope Scope, SettingKind Kind)
{
    /// <summary>Default in the newest version; null when it has none.</summary>
    public string? Default { get; init; }

    /// <summary>Defaults of older versions, oldest first.</summary>
    public ImmutableArray<EarlierDefault> EarlierDefaults { get; init; } = [];

    /// <summary>Smallest value that makes sense, in <see cref="Unit"/>; PgBouncer itself checks no range.</summary>
    public long Min { get; init; }

    /// <summary>Largest value that makes sense, in <see cref="Unit"/>.</summary>
    public long Max { get; init; } = int.MaxValue;

    /// <summary>The words that a choice knows; case does not matter.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>First version that knows it; null when every version since 1.5 does.</summary>
    public PgBouncerVersion? Since { get; init; }

    /// <summary>What makes a change take effect.</summary>
    public ApplyBy ApplyBy { get; init; } = ApplyBy.Reload;

    /// <summary>First version in which a RELOAD is enough, where it was not always so.</summary>
    public PgBouncerVersion? ReloadSince { get; init; }

    /// <summary>What decides the value instead of a specification's <c>pooler.settings</c>; null when users may set it there.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>The name to use instead; null when this name is not deprecated.</summary>
    public string? Replacement { get; init; }

    /// <summary>Unit of the value; null when it has none.</summary>
    public string? Unit => Kind switch
    {
        SettingKind.Bytes => "bytes",
        SettingKind.Milliseconds => "milliseconds",
        SettingKind.Seconds or SettingKind.WholeSeconds => "seconds",
        _ => null,
    };

    /// <summary>Whether a version knows the setting.</summary>
    public bool ExistsIn(PgBouncerVersion version) => Since is not { } since || version >= since;

    /// <summary>The default in a version; null when it has none.</summary>
    public string? DefaultIn(PgBouncerVersion version)
    {
        foreach (var earlier in EarlierDefaults)
        {
            if (version < earlier.Below)
                return earlier.Value;
        }

        return Default;
    }

    /// <summary>What makes a change take effect in a version.</summary>
    public ApplyBy ApplyByIn(PgBouncerVersion version) => ReloadSince is { } since && version < since ? ApplyBy.Restart : ApplyBy;

    /// <summary>The allowed values in words: <c>a whole number of seconds, 0 to 2147483647</c>.</summary>
    public string Allowed => Kind switch
    {
        SettingKind.Number => $"a whole number, {Min} to {Max}",
        SettingKind.Bytes or SettingKind.Milliseconds or SettingKind.WholeSeconds => $"a whole number of {Unit}, {Min} to {Max}",
        SettingKind.Seconds => $"a number of seconds, {Min} to {Max}",
        SettingKind.Boolean => "0 or 1",
        SettingKind.FileMode => "a file mode in octal, 0000 to 0777",
        SettingKind.Choice => string.Join(", ", Choices),
        SettingKind.List => "names with commas between them",
        SettingKind.File => "the path of a file",
        _ => "text on one line",
    };
}
