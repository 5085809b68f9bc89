using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Infra.Pooling.Specification.Reading;

/// <summary>
/// One place of the input, given or not. Each method reads it as one kind of value: it returns null when there is none to return,
/// having added a fault if a value was given and is wrong, or is missing though required.
/// </summary>
/// <param name="value">The value; null when the key is absent.</param>
/// <param name="path">Where it is.</param>
/// <param name="key">The last part of the path, for the example in a fix.</param>
/// <param name="faults">Takes what is wrong.</param>
internal class Cursor(JsonElement? value, string path, string key, FaultCollector faults)
{
    private string? _example;

    public string Path => path;

    public FaultCollector Faults => faults;

    /// <summary>Whether the key is there, with whatever value.</summary>
    public virtual bool IsGiven => value is not null;

    /// <summary>Whether the value is an object.</summary>
    public virtual bool IsObject => value is { ValueKind: JsonValueKind.Object };

    /// <summary>Whether the value is a given text.</summary>
    public virtual bool IsText(string text) => value is { ValueKind: JsonValueKind.String } found && Display.TextOf(found) == text;

    /// <summary>The value as a message shows it; null when there is none.</summary>
    public string? Shown => value is { } found ? Display.Of(found, path) : null;

    /// <summary>Makes the absence of the key a fault; the example goes into its fix.</summary>
    public virtual Cursor Required(string example)
    {
        _example = example;
        return this;
    }

    /// <summary>Adds a fault about the value that is here.</summary>
    public void Wrong(string problem, string allowed, string fix) => faults.Add(new(path, problem, Shown, allowed, fix));

    public virtual Section? Object(ImmutableArray<string> keys)
    {
        var allowed = $"an object with the keys {string.Join(", ", keys)}";
        if (!Has(allowed))
            return null;
        if (value is { ValueKind: JsonValueKind.Object } found)
            return new Section(found, path, keys, faults);
        Wrong("is not an object", allowed, "write its keys below it, indented");
        return null;
    }

    /// <summary>Opens an object once more, for a rule between its keys: nothing is reported a second time.</summary>
    public virtual Section? Reopened(ImmutableArray<string> keys) =>
        value is { ValueKind: JsonValueKind.Object } found ? new Section(found, path, keys, new FaultCollector()) : null;

    /// <summary>A list.</summary>
    /// <param name="allowed">What is allowed, for a message.</param>
    /// <param name="least">How many items the caller will ask for.</param>
    /// <param name="isDistinct">Whether the caller will refuse an item that is there twice.</param>
    public virtual ImmutableArray<Cursor>? List(string allowed, int least = 0, bool isDistinct = false)
    {
        if (!Has(allowed))
            return null;
        if (value is { ValueKind: JsonValueKind.Array } found)
        {
            var items = ImmutableArray.CreateBuilder<Cursor>(found.GetArrayLength());
            foreach (var item in found.EnumerateArray())
                items.Add(new Cursor(item, JsonPath.Index(path, items.Count), key, faults));
            return items.MoveToImmutable();
        }

        Wrong("is not a list", allowed, "write each item on its own line, after `- `");
        return null;
    }

    /// <summary>Every key with its scalar value as written, for settings whose names are not known here.</summary>
    public virtual ImmutableSortedDictionary<string, string>? Scalars(string allowed)
    {
        if (!Has(allowed))
            return null;
        if (value is not { ValueKind: JsonValueKind.Object } found)
        {
            Wrong("is not an object", allowed, "write its keys below it, indented");
            return null;
        }

        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var property in found.EnumerateObject())
        {
            var name = Display.NameOf(property);
            var item = new Cursor(property.Value, JsonPath.Key(path, name), name, faults);
            if (settings.ContainsKey(name))
                faults.Add(Section.Twice(item.Path, property.Value));
            else
                settings[name] = item.Scalar("a text, a number, true or false") ?? "";
        }

        return settings.ToImmutable();
    }

    /// <summary>Every key with its value, for keys that are not known here; none where no object is given.</summary>
    public virtual IEnumerable<(string Name, Cursor Item)> Entries(string allowed)
    {
        if (!Has(allowed))
            yield break;
        if (value is not { ValueKind: JsonValueKind.Object } found)
        {
            Wrong("is not an object", allowed, "write its keys below it, indented");
            yield break;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in found.EnumerateObject())
        {
            var name = Display.NameOf(property);
            var item = new Cursor(property.Value, JsonPath.Key(path, name), name, faults);
            if (names.Add(name))
                yield return (name, item);
            else
                faults.Add(Section.Twice(item.Path, property.Value));
        }
    }

    /// <summary>A text.</summary>
    /// <param name="allowed">What is allowed, for a message.</param>
    /// <param name="form">What the caller will ask of the text.</param>
    public virtual string? Text(string allowed, Form? form = null)
    {
        if (!Has(allowed))
            return null;
        if (value is { ValueKind: JsonValueKind.String } found)
            return Display.TextOf(found);
        var isContainer = value is { ValueKind: JsonValueKind.Object or JsonValueKind.Array };
        Wrong("is not a text", allowed, isContainer ? "write a text" : "put it in quotation marks");
        return null;
    }

    /// <summary>A whole number; the alternative to it, if there is one, completes the text of what is allowed.</summary>
    public virtual int? Whole(int min, int max, string alternative = "")
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}{alternative}");
        if (Scalar(allowed) is not { } text)
            return null;
        if (!IsWhole(text))
        {
            Wrong("is not a whole number", allowed, string.Create(CultureInfo.InvariantCulture, $"write digits only, such as {min}"));
            return null;
        }

        // What does not even fit into 64 bits is out of range in any case.
        var number = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed
            : text[0] == '-' ? long.MinValue : long.MaxValue;
        return InRange(number, min, max, allowed) ? (int)number : null;
    }

    /// <summary>A number with decimals, above or at the lower end.</summary>
    /// <param name="min">Smallest.</param>
    /// <param name="max">Largest.</param>
    /// <param name="allowed">What is allowed, for a message.</param>
    /// <param name="step">What the caller will ask it to be a multiple of.</param>
    public virtual decimal? Number(decimal min, decimal max, string allowed, decimal? step = null)
    {
        if (Scalar(allowed) is not { } text)
            return null;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number))
        {
            Wrong("is not a number", allowed, "write digits, with a point where it is needed");
            return null;
        }

        return InRange(number, min, max, allowed) ? number : null;
    }

    public T? Term<T>()
        where T : struct, Enum
    {
        var names = Spelling.All<T>();
        return Choice(names) is { } text ? Spelling.Find<T>(text) : null;
    }

    /// <summary>One of a few texts.</summary>
    public virtual string? Choice(ImmutableArray<string> names)
    {
        var allowed = string.Join(", ", names);
        if (Scalar(allowed) is not { } text)
            return null;
        if (names.Contains(text))
            return text;
        var near = Suggestion.For(text, names);
        Wrong("is not one of the known values", allowed, near is null ? "use one of these" : $"did you mean `{near}`?");
        return null;
    }

    /// <summary>A text, or a number or a truth value as it is written.</summary>
    /// <param name="allowed">What is allowed, for a message.</param>
    /// <param name="form">What the caller will ask of it.</param>
    public virtual string? Scalar(string allowed, Form? form = null)
    {
        if (!Has(allowed))
            return null;
        switch (value!.Value.ValueKind)
        {
            case JsonValueKind.String:
                return Display.TextOf(value.Value);
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                return value.Value.GetRawText();
            default:
                Wrong("is not a single value", allowed, "write one value");
                return null;
        }
    }

    private static bool IsWhole(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    private bool InRange(decimal number, decimal min, decimal max, string allowed)
    {
        if (number >= min && number <= max)
            return true;
        Wrong(
            number < min ? "is too small" : "is too large",
            allowed,
            number < min
                ? string.Create(CultureInfo.InvariantCulture, $"raise it to {min} or more")
                : string.Create(CultureInfo.InvariantCulture, $"lower it to {max} or less"));
        return false;
    }

    private bool Has(string allowed)
    {
        if (value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) })
            return true;
        if (value is not null)
            faults.Add(new(path, "has no value", null, allowed, _example is null ? "give it a value or remove the key" : $"write `{key}: {_example}`"));
        else if (_example is not null && !faults.Concern(path))
            faults.Add(new(path, "is missing", null, allowed, $"add `{key}: {_example}`"));
        return false;
    }
}
