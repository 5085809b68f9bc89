using System.Text.Json;
using System.Text.Unicode;

namespace Infra.Cli.Checking.Reading;

/// <summary>
/// Reads a JSON file token by token. What is held at a time is one buffer, which grows only with the longest token; every error says
/// the line, and the byte in it.
/// </summary>
internal sealed class JsonTokens(Stream stream, string file) : IDisposable
{
    /// <summary>No value of a resource is longer; a file without an end to its text must not fill the memory.</summary>
    private const int LongestToken = 64 << 20;

    private const int LongestSharedName = 128;
    private const int LongestSharedText = 32;

    // Names of properties, and short values such as `true` and `Always`, stand there once for each resource: one text for all of them.
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private byte[] _buffer = new byte[64 << 10];
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = 200 });
    private int _start;
    private int _end;
    private bool _final;
    private bool _opened;
    private long _offset;
    private long _lineStart;

    /// <summary>The kind of the token read last.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>The text of a string or of a name, if it was to be kept.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The value of a number.</summary>
    public double Number { get; private set; }

    /// <summary>The line of the token, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The byte in that line at which the token starts, from 1.</summary>
    public long Column { get; private set; } = 1;

    public void Dispose() => stream.Dispose();

    /// <summary>Reads the next token; there must be one.</summary>
    /// <exception cref="UsageException">The text is not JSON, or not UTF-8, or ends too early.</exception>
    public JsonTokenType Read(bool keep = true)
    {
        Open();
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _final, _state);
            var found = false;
            try
            {
                found = reader.Read();
                if (found)
                    Take(ref reader, keep);
            }
            catch (JsonException exception)
            {
                throw Invalid(exception);
            }

            Advance((int)reader.BytesConsumed, found ? (int)reader.TokenStartIndex : (int)reader.BytesConsumed);
            _state = reader.CurrentState;
            if (found)
                return Type;
            if (_final)
                throw Wrong("the document ends too early", "make the file anew: it was cut off");
            Fill();
        }
    }

    /// <summary>The next name of the object that was entered; null at its end.</summary>
    public string? NextName() => Read() == JsonTokenType.EndObject ? null : Text;

    /// <summary>Passes over the next value, whatever it is.</summary>
    public void Skip()
    {
        Read(keep: false);
        for (var depth = Depth(Type); depth > 0; depth += Depth(Type))
            Read(keep: false);
    }

    /// <summary>Makes sure that nothing follows the document.</summary>
    public void End()
    {
        do
        {
            while (_start < _end)
            {
                if (_buffer[_start] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                {
                    Advance(0, 0);
                    throw Wrong("something follows the JSON document", "keep one document in a file, with nothing else in it");
                }

                Advance(1, 0);
            }

            if (!_final)
                Fill();
        }
        while (_start < _end || !_final);
    }

    /// <summary>An error at the token read last.</summary>
    public UsageException Wrong(string problem, string fix) => new($"{file}:{Line}: {problem} (byte {Column} of the line)", fix);

    private static int Depth(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
        JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
        _ => 0,
    };

    private void Take(ref Utf8JsonReader reader, bool keep)
    {
        Type = reader.TokenType;
        switch (Type)
        {
            case JsonTokenType.PropertyName or JsonTokenType.String:
                // The reader itself looks at the encoding only when it is asked for the text.
                if (!Utf8.IsValid(reader.ValueSpan))
                {
                    Advance(0, (int)reader.TokenStartIndex);
                    throw Wrong("a text is not valid UTF-8", "write the file as UTF-8");
                }

                var isShared = Type == JsonTokenType.PropertyName || reader.ValueSpan.Length <= LongestSharedText;
                Text = !keep ? "" : isShared ? Name(ref reader) : String(ref reader);
                break;
            case JsonTokenType.Number:
                Number = keep ? reader.GetDouble() : 0;
                break;
        }
    }

    private string String(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            Advance(0, (int)reader.TokenStartIndex);
            throw Wrong("a text holds an escape that is no character", "write the file as `pulumi` writes it");
        }
    }

    private string Name(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestSharedName)
            return String(ref reader);
        Span<char> text = stackalloc char[LongestSharedName];
        try
        {
            text = text[..reader.CopyString(text)];
        }
        catch (InvalidOperationException)
        {
            return String(ref reader);
        }

        if (_names.TryGetValue(text, out var known))
            return known;
        var name = text.ToString();
        _names.Add(name);
        return name;
    }

    private void Advance(int consumed, int tokenStart)
    {
        var passed = _buffer.AsSpan(_start, Math.Max(consumed, tokenStart));
        var lines = passed.Count((byte)'\n');
        if (lines > 0)
        {
            Line += lines;
            _lineStart = _offset + passed.LastIndexOf((byte)'\n') + 1;
        }

        Column = _offset + tokenStart - _lineStart + 1;
        _start += consumed;
        _offset += consumed;
    }

    private void Open()
    {
        if (_opened)
            return;
        _opened = true;
        Fill();
        var head = _buffer.AsSpan(0, _end);
        if (head.StartsWith(stackalloc byte[] { 0xFF, 0xFE }) || head.StartsWith(stackalloc byte[] { 0xFE, 0xFF }))
            throw Wrong("the file is UTF-16", "write it as UTF-8; in PowerShell: `… | Out-File -Encoding utf8`");
        if (head.StartsWith(stackalloc byte[] { 0xEF, 0xBB, 0xBF }))
            _start = 3;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            if (_end >= LongestToken)
                throw Wrong($"a value is longer than {LongestToken >> 20} MiB", "leave the resource out of the file");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _final = read == 0;
        _end += read;
    }

    private UsageException Invalid(JsonException exception)
    {
        var reason = exception.Message.Split(" LineNumber:")[0].TrimEnd('.');
        return new UsageException(
            $"{file}:{exception.LineNumber + 1}: not valid JSON: {reason} (byte {exception.BytePositionInLine + 1} of the line)",
            "make the file anew: it is cut off, or was changed by hand");
    }
}
