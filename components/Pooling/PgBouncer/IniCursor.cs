namespace Infra.Pooling.PgBouncer;

/// <summary>A place in the text of one file, and the steps that PgBouncer's parser takes from there.</summary>
internal sealed class IniCursor
{
    private readonly string _text;
    private int _at;

    /// <summary>Up to where <see cref="_line"/> has counted.</summary>
    private int _counted;
    private int _line = 1;

    /// <summary>A zero character ends the text for C.</summary>
    public IniCursor(string file, string text)
    {
        File = file;
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        _text = end < 0 ? text : text[..end];
    }

    public string File { get; }

    public char Current => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>The line of the place, from 1.</summary>
    public int Line
    {
        get
        {
            _line += _text.AsSpan(_counted, _at - _counted).Count('\n');
            _counted = _at;
            return _line;
        }
    }

    public bool IsInclude => _text.AsSpan(_at).StartsWith("%include") && _at + 8 < _text.Length && IniText.IsBlank(_text[_at + 8]);

    /// <summary>Goes to the next character that is no blank or line end; false when there is none.</summary>
    public bool SkipSpace()
    {
        while (_at < _text.Length && IniText.IsSpace(_text[_at]))
            _at++;
        return _at < _text.Length;
    }

    /// <summary>What is left of the line, without blanks at its end.</summary>
    public string TakeLine()
    {
        var end = _text.IndexOf('\n', _at);
        end = end < 0 ? _text.Length : end;
        var rest = _text[_at..end].TrimEnd(IniText.Blanks);
        _at = end;
        return rest;
    }

    /// <summary>The file name behind <c>%include</c>.</summary>
    public string TakeInclude()
    {
        _at += "%include".Length;
        SkipBlanks();
        return TakeLine();
    }

    /// <summary>The name between brackets; null when the second one is not on the line.</summary>
    public string? TakeSection()
    {
        var end = _text.AsSpan(_at).IndexOfAny(']', '\n');
        if (end < 0 || _text[_at + end] != ']')
            return null;
        var name = _text[(_at + 1)..(_at + end)];
        _at += end + 1;
        return name;
    }

    /// <summary>The name before <c>=</c>, which may be empty unless quoted; null when a quote is empty or not closed.</summary>
    public string? TakeKey()
    {
        var start = _at;
        if (Current == '\'')
        {
            var end = _text.IndexOf('\'', start + 1);
            if (end <= start + 1)
                return null;
            _at = end + 1;
            return _text[(start + 1)..end];
        }

        while (_at < _text.Length && IniText.IsNameCharacter(_text[_at]))
            _at++;
        return _text[start.._at];
    }

    /// <summary>The value behind <c>=</c>; null when that is missing.</summary>
    public string? TakeValue()
    {
        SkipBlanks();
        if (Current != '=')
            return null;
        _at++;
        SkipBlanks();
        return TakeLine();
    }

    private void SkipBlanks()
    {
        while (IniText.IsBlank(Current))
            _at++;
    }
}
