using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification.Outline;

namespace Infra.Pooling.Specification.Reading;

/// <summary>A place that holds nothing and records what it is asked for.</summary>
internal sealed class OutlineCursor(string path, string key, OutlineQuestions asked, OutlineRecorder recorder, bool isGiven = true)
    : Cursor(null, path, key, new FaultCollector())
{
    public override bool IsGiven => isGiven;

    public override bool IsObject => asked.IsObject;

    public override bool IsText(string text)
    {
        recorder.Add(Path, new OutlineWords(text, [text]));
        return false;
    }

    public override Cursor Required(string example)
    {
        recorder.Require(Path, example, asked.Answers);
        return this;
    }

    public override Section? Object(ImmutableArray<string> keys)
    {
        recorder.Add(Path, new OutlineObject(
            $"an object with the keys {string.Join(", ", keys)}", [.. keys.Select(name => OutlineRecorder.Draft(JsonPath.Key(Path, name)))]));
        return new OutlineSection(Path, keys, asked, recorder);
    }

    public override Section? Reopened(ImmutableArray<string> keys) => null;

    public override ImmutableArray<Cursor>? List(string allowed, int least = 0, bool isDistinct = false)
    {
        var item = $"{Path}[]";
        recorder.Add(Path, new OutlineList(allowed, OutlineRecorder.Draft(item), least, isDistinct));
        return [new OutlineCursor(item, "", asked, recorder)];
    }

    public override ImmutableSortedDictionary<string, string>? Scalars(string allowed)
    {
        foreach (var (_, item) in Entries(allowed))
            item.Scalar("a text, a number, true or false");
        return null;
    }

    public override IEnumerable<(string Name, Cursor Item)> Entries(string allowed)
    {
        var item = $"{Path}.*";
        recorder.Add(Path, new OutlineMap(allowed, OutlineRecorder.Draft(item)));
        return [("", new OutlineCursor(item, "", asked, recorder))];
    }

    public override string? Text(string allowed, Form? form = null)
    {
        recorder.Add(Path, new OutlineText(allowed, PatternText.Of(form)));
        return null;
    }

    public override int? Whole(int min, int max, string alternative = "")
    {
        recorder.Add(Path, new OutlineWhole(string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"), min, max));
        return asked.Answers ? min : null;
    }

    public override decimal? Number(decimal min, decimal max, string allowed, decimal? step = null)
    {
        recorder.Add(Path, new OutlineNumber(allowed, min, max, step));
        return asked.Answers ? min : null;
    }

    public override string? Choice(ImmutableArray<string> names)
    {
        recorder.Add(Path, new OutlineWords(string.Join(", ", names), names));
        return asked.Answers ? names[0] : null;
    }

    public override string? Scalar(string allowed, Form? form = null)
    {
        if (form is Form.Surge surge)
        {
            _ = Whole(0, surge.Most);
            recorder.Add(Path, new OutlineText("0% to 100%", $"^{DigitRange.Of(0, 100)}%$"));
            return null;
        }

        recorder.Add(Path, form switch
        {
            Form.Duration duration => new OutlineDuration(allowed, duration.Min, duration.Max, duration.Step),
            Form.Version version => new OutlineVersion(allowed, version.Oldest, version.Newest),
            _ => new OutlineScalar(allowed),
        });
        return null;
    }
}
