using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>All data sets of a run together, with the comparison part already set aside.</summary>
/// <param name="Classes">Of the first set, in its order.</param>
/// <param name="Train">What training may see.</param>
/// <param name="Comparison">What no training ever sees.</param>
/// <param name="Unpublished">Every example that is in no published test part, the reserved ones included: what cross-validation goes over.</param>
/// <param name="Snapshot">Hash over the files of all sets.</param>
/// <param name="ComparedOn">In words, where the comparison part comes from.</param>
/// <param name="Sets">What the examples come from, in order: the reader's name, and the terms where the folder says them.</param>
internal sealed record LabelledData(
    IReadOnlyList<string> Classes,
    IReadOnlyList<LabelledExample> Train,
    IReadOnlyList<LabelledExample> Comparison,
    IReadOnlyList<LabelledExample> Unpublished,
    ContentHash Snapshot,
    string ComparedOn,
    IReadOnlyList<(string Name, string? Terms)> Sets)
{
    /// <summary>Index of each class by its name.</summary>
    public IReadOnlyDictionary<string, int> ClassOf { get; } = Classes.Select((name, place) => (name, place)).ToDictionary(c => c.name, c => c.place, StringComparer.Ordinal);

    /// <param name="sources">One at least; a set may come several times, from several folders.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>, <see cref="ErrorCodes.InvalidData"/>.</exception>
    public static Task<LabelledData> ReadAsync(Recipe recipe, IReadOnlyList<DataSource> sources, CancellationToken cancellationToken) =>
        ReadAsync(sources, DataChoice.Of(recipe), recipe.Comparison.Share, recipe.Calibration.Folds, cancellationToken);

    /// <param name="sources">One at least; a set may come several times, from several folders.</param>
    /// <param name="choice">What of it is taken.</param>
    /// <param name="share">Of the groups to reserve in sets without a published test part.</param>
    /// <param name="needed">In how many groups each class must stay for training (<see cref="ReservedGroups"/>).</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>, <see cref="ErrorCodes.InvalidData"/>.</exception>
    public static async Task<LabelledData> ReadAsync(IReadOnlyList<DataSource> sources, DataChoice choice, double share, int needed, CancellationToken cancellationToken)
    {
        var sets = new List<DataSet>();
        foreach (var source in sources)
        {
            sets.Add(await DataSets.ReadAsync(source, sets.Count > 0 ? sets[0].Classes : null, choice, cancellationToken).ConfigureAwait(false));
        }

        foreach (var set in sets)
        {
            RequireClasses(set, sets[0].Classes);
        }

        var published = sets.Exists(s => s.Published.Count > 0);
        var reserved = ReservedGroups.Choose(
            sets.Where(s => s.Published.Count == 0).SelectMany(s => s.Train), sets.Where(s => s.Published.Count > 0).SelectMany(s => s.Train), share, needed, atLeastOne: !published);
        var (train, comparison, unpublished) = (new List<LabelledExample>(), new List<LabelledExample>(), new List<LabelledExample>());
        foreach (var set in sets)
        {
            comparison.AddRange(set.Published);
            unpublished.AddRange(set.Train);
            foreach (var example in set.Train)
            {
                (reserved.Contains(example.Group) ? comparison : train).Add(example);
            }
        }

        if (train.Count == 0)
        {
            throw new AffectException(ErrorCodes.InvalidData, "The data has no examples to train on; check the folders of --data.");
        }

        var words = (published, reserved.Count > 0) switch
        {
            (true, true) => "the published test part and groups reserved by a hash of their names",
            (true, false) => "the published test part",
            _ => "groups reserved by a hash of their names",
        };
        return new LabelledData(sets[0].Classes, train, comparison, unpublished, SnapshotOf(sets), words, [.. sets.Select(s => (s.Name, s.Terms))]);
    }

    /// <summary>To be asked before anything is fitted.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: there is nothing to measure a model on.</exception>
    public void RequireComparison(int needed)
    {
        if (Comparison.Count == 0)
        {
            throw new AffectException(
                ErrorCodes.InvalidData,
                $"The data leaves no group for comparison: training needs {needed} groups of every class, and the comparison one group more. Add examples of other groups, or lower calibration.folds in the recipe.");
        }
    }

    private static ContentHash SnapshotOf(List<DataSet> sets) =>
        CanonicalJson.Hash(new JsonArray([.. sets.Select(s => new JsonObject { ["set"] = s.Name, ["files"] = s.Snapshot.Value })]));

    private static void RequireClasses(DataSet set, IReadOnlyList<string> classes)
    {
        if (set.Classes.Except(classes, StringComparer.Ordinal).FirstOrDefault() is { } strange)
        {
            throw new AffectException(
                ErrorCodes.InvalidData, $"The data {set.Name} has the class '{Printable.Shorten(strange, 60)}', which the first data set does not have; use the same names.");
        }
    }
}
