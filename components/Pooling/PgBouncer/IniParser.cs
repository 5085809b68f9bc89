namespace Infra.Pooling.PgBouncer;

/// <summary>
/// Reads a pgbouncer.ini by the rules of parse_ini_file_internal in PgBouncer's lib/usual/cfparser.c and of src/loader.c. What
/// PgBouncer refuses becomes a finding with file and line, and the reading goes on behind it, so that all mistakes show at once.
/// Nothing throws.
/// </summary>
public sealed class IniParser
{
    /// <summary>How deep files may include each other (MAX_INCLUDE).</summary>
    private const int DeepestInclude = 10;

    /// <summary>How many inclusions are followed in all: a few files that include each other many times would never end.</summary>
    private const int MostIncludes = 1000;

    private readonly Func<string, string?> _include;
    private readonly IniDocumentBuilder _document;
    private readonly Stack<string> _open = new();
    private int _includes;

    private IniParser(string file, Func<string, string?> include) => (_include, _document) = (include, new(file));

    /// <summary>Reads a file and what it includes.</summary>
    /// <param name="file">Its name, for findings.</param>
    /// <param name="text">Its contents.</param>
    /// <param name="include">
    /// The contents of the file that <c>%include</c> names, or null when it cannot be read. PgBouncer takes a relative name from its
    /// working directory, not from the including file.
    /// </param>
    public static IniDocument Parse(string file, string text, Func<string, string?> include)
    {
        ArgumentNullException.ThrowIfNull(include);
        var parser = new IniParser(file, include);
        parser.Read(file, text);
        return parser._document.Build();
    }

    private void Read(string file, string text)
    {
        _open.Push(file);
        var cursor = new IniCursor(file, text);
        while (cursor.SkipSpace())
        {
            switch (cursor.Current)
            {
                case '#' or ';':
                    cursor.TakeLine();
                    break;
                case '[':
                    ReadSection(cursor);
                    break;
                case '%' when cursor.IsInclude:
                    ReadInclude(cursor);
                    break;
                default:
                    ReadPair(cursor);
                    break;
            }
        }

        _open.Pop();
    }

    private void ReadSection(IniCursor cursor)
    {
        var line = cursor.Line;
        if (cursor.TakeSection() is { } name)
        {
            _document.Open(name, cursor.File, line);
            return;
        }

        _document.Find(LintRules.Syntax, cursor.File, line, "a section is not closed", null, "`[name]` on one line", "write the missing `]`");
        cursor.TakeLine();
    }

    private void ReadInclude(IniCursor cursor)
    {
        var line = cursor.Line;
        var name = cursor.TakeInclude();
        if (_open.Contains(name))
        {
            _document.Find(LintRules.Include, cursor.File, line, "the file is included by itself", name, "files that do not include each other in a circle", "remove the line");
        }
        else if (_open.Count > DeepestInclude || ++_includes > MostIncludes)
        {
            _document.Find(LintRules.Include, cursor.File, line, "files include each other too deeply or too often", name,
                $"at most {DeepestInclude} levels below the first file", "include the file from one further up");
        }
        else if (name.Length == 0 || _include(name) is not { } text)
        {
            _document.Find(LintRules.Include, cursor.File, line, "the included file cannot be read", name, "a readable file; a relative name counts from PgBouncer's working directory",
                "correct the name or remove the line");
        }
        else
        {
            Read(name, text);
        }
    }

    private void ReadPair(IniCursor cursor)
    {
        var line = cursor.Line;
        var isQuoted = cursor.Current == '\'';
        if (cursor.TakeKey() is not { } key)
        {
            _document.Find(LintRules.Syntax, cursor.File, line, "a name in quotes is empty or not closed", null, "`'name' = value`", "close the quote, or remove the line");
            cursor.TakeLine();
        }
        else if (cursor.TakeValue() is not { } value)
        {
            _document.Find(LintRules.Syntax, cursor.File, line, key.Length == 0 ? "the line starts with a character that no name may hold" : "`=` is missing after the name", null,
                "`name = value`, the name of letters, digits, `_`, `.`, `-` and `*`", "correct the line, or put `;` in front of it");
            cursor.TakeLine();
        }
        else
        {
            _document.Add(key, value, cursor.File, line, isQuoted);
        }
    }
}
