using ServerlessAffect.Learning.ModelSelection;

namespace ServerlessAffect.Learning.Tests;

/// <summary>What every kind of fold has to hold.</summary>
internal static class Folds
{
    internal static void AreDisjointAndCover(Fold[] folds, int rows)
    {
        Assert.Equal(Enumerable.Range(0, rows), folds.SelectMany(f => f.Test).Order());
        Assert.All(folds, f => Assert.Equal(Enumerable.Range(0, rows), f.Train.Concat(f.Test).Order()));
    }

    internal static void KeepGroupsTogether(Fold[] folds, string[] groups) =>
        Assert.All(folds, f => Assert.Empty(f.Train.Select(i => groups[i]).Intersect(f.Test.Select(i => groups[i]))));

    internal static int[] ClassCounts(int[] rows, int[] y, int? classes = null)
    {
        var counts = new int[classes ?? (y.Max() + 1)];
        foreach (var row in rows)
        {
            counts[y[row]]++;
        }

        return counts;
    }
}
