namespace Infra.Pooling.Specification.Reading;

/// <summary>How a place answers while the reader is being watched: a reader takes one way through its branches at a time.</summary>
/// <param name="IsObject">What it says to whether it is an object.</param>
/// <param name="Given">
/// Of every three keys of an object, the one that says that it is given, as a reader that chooses between keys must see each alone: a
/// digit to the base of three for each of three depths.
/// </param>
/// <param name="Answers">Whether numbers and words have a value, the smallest and the first.</param>
internal readonly record struct OutlineQuestions(bool IsObject, int Given, bool Answers)
{
    /// <summary>Every way.</summary>
    public static IEnumerable<OutlineQuestions> All =>
        from isObject in (bool[])[true, false]
        from answers in (bool[])[false, true]
        from given in Enumerable.Range(0, 27)
        select new OutlineQuestions(isObject, given, answers);
}
