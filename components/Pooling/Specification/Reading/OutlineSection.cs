using System.Collections.Immutable;

namespace Infra.Pooling.Specification.Reading;

/// <summary>An object without values whose keys record what they are asked for.</summary>
internal sealed class OutlineSection(string path, ImmutableArray<string> keys, OutlineQuestions asked, OutlineRecorder recorder)
    : Section(path, new FaultCollector())
{
    public override Cursor this[string key] =>
        new OutlineCursor(JsonPath.Key(Path, key), key, asked, recorder, keys.IndexOf(key) % 3 == Digit);

    private int Digit => (Path.Count(letter => letter == '.') % 3) switch
    {
        0 => asked.Given % 3,
        1 => asked.Given / 3 % 3,
        _ => asked.Given / 9,
    };
}
