using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Pooling.RdsParameters;

/// <summary>What the value of a parameter is.</summary>
public enum RdsParameterKind
{
    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number with a decimal point if need be.</summary>
    Real,

    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>Any text on one line; names with commas between them where it is a list.</summary>
    Text,
}

/// <summary>A parameter of a PostgreSQL parameter group on AWS.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="IsStatic">Whether it takes effect only when the server restarts.</param>
public sealed record RdsParameter(string Name, RdsParameterKind Kind, bool IsStatic)
{
    /// <summary>Smallest value of a number, in <see cref="Unit"/>.</summary>
    public decimal Min { get; init; }

    /// <summary>Largest value of a number, in <see cref="Unit"/>.</summary>
    public decimal Max { get; init; } = int.MaxValue;

    /// <summary>Unit of a number, which a value is written without; null when it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>The words of a choice.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>First major version of PostgreSQL that knows it.</summary>
    public int Since { get; init; } = 14;

    /// <summary>What decides its value instead of somebody's own parameters; null when they may.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>The allowed values in words.</summary>
    public string Allowed => Kind switch
    {
        RdsParameterKind.Whole => string.Create(CultureInfo.InvariantCulture, $"a whole number{Of}, {Min} to {Max}"),
        RdsParameterKind.Real => string.Create(CultureInfo.InvariantCulture, $"a number{Of}, {Min} to {Max}"),
        RdsParameterKind.Boolean => "0 or 1",
        RdsParameterKind.Choice => string.Join(", ", Choices),
        _ => "text on one line",
    };

    private string Of => Unit is null ? "" : $" of {Unit}";

    /// <summary>The value as a parameter group takes it; null when it does not suit the parameter.</summary>
    /// <param name="value">As somebody wrote it; truth values also as true, false, on and off.</param>
    public string? Normalize(string value) => Kind switch
    {
        RdsParameterKind.Boolean => value switch
        {
            "1" or "true" or "on" => "1",
            "0" or "false" or "off" => "0",
            _ => null,
        },
        RdsParameterKind.Choice => Choices.Contains(value) ? value : null,
        RdsParameterKind.Whole => Number(value, NumberStyles.AllowLeadingSign),
        RdsParameterKind.Real => Number(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint),
        _ => value.Length > 0 && !value.Any(char.IsControl) ? value : null,
    };

    private string? Number(string value, NumberStyles style) =>
        decimal.TryParse(value, style, CultureInfo.InvariantCulture, out var number) && number >= Min && number <= Max
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
}
