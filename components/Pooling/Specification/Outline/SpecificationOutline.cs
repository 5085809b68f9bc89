using Infra.Pooling.Specification.Reading;

namespace Infra.Pooling.Specification.Outline;

/// <summary>
/// The keys of a specification with their types, ranges and words. Nobody writes them down: the reader itself reads a place that
/// records whatever it is asked, so that schema and reference say what the reader does. Rules between keys are not in it.
/// </summary>
public static class SpecificationOutline
{
    /// <summary>The whole object under <c>infra:pooling</c> for a target.</summary>
    public static OutlineKey Of(Target target)
    {
        var recorder = new OutlineRecorder();
        foreach (var asked in OutlineQuestions.All)
            SpecificationReader.ReadSections(new OutlineCursor("", "infra:pooling", asked, recorder), target);
        return recorder.Build("");
    }
}
