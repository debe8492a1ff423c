using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Examples side by side, as learners want them.</summary>
/// <param name="Texts">[rows].</param>
/// <param name="Labels">[rows], indices of classes.</param>
/// <param name="Groups">[rows].</param>
internal sealed record LabelledRows(string[] Texts, int[] Labels, string[] Groups)
{
    public int Count => Texts.Length;

    /// <param name="classOf">Index of a class by its name.</param>
    public static LabelledRows Of(IReadOnlyList<LabelledText> examples, IReadOnlyDictionary<string, int> classOf) => new(
        [.. examples.Select(e => e.Text)], [.. examples.Select(e => classOf[e.Label])], [.. examples.Select(e => e.Group)]);

    public LabelledRows Take(int[] rows) => new(
        Array.ConvertAll(rows, r => Texts[r]), Array.ConvertAll(rows, r => Labels[r]), Array.ConvertAll(rows, r => Groups[r]));
}
