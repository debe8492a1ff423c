using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Examples side by side, as learners want them.</summary>
/// <param name="Examples">[rows].</param>
/// <param name="Labels">[rows], indices of classes.</param>
/// <param name="Groups">[rows].</param>
internal sealed record LabelledRows(LabelledExample[] Examples, int[] Labels, string[] Groups)
{
    public int Count => Examples.Length;

    /// <summary>[rows], empty for recordings.</summary>
    public string[] Texts => Array.ConvertAll(Examples, e => e.Text);

    /// <param name="classOf">Index of a class by its name.</param>
    public static LabelledRows Of(IReadOnlyList<LabelledExample> examples, IReadOnlyDictionary<string, int> classOf) => new(
        [.. examples], [.. examples.Select(e => classOf[e.Label])], [.. examples.Select(e => e.Group)]);

    public LabelledRows Take(int[] rows) => new(
        Array.ConvertAll(rows, r => Examples[r]), Array.ConvertAll(rows, r => Labels[r]), Array.ConvertAll(rows, r => Groups[r]));
}
