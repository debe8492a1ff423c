namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>Tries hyper-parameters on folds of the training part; scikit-learn's <c>GridSearchCV</c> and <c>RandomizedSearchCV</c>.</summary>
/// <remarks>The folds come from <see cref="InnerFolds"/>, so that the rows of the test part are never looked at while anything is chosen.</remarks>
public static class ParameterSearch
{
    /// <param name="candidates">From <see cref="ParameterSpace"/>.</param>
    /// <param name="folds">Of the training part.</param>
    /// <param name="score">Called for every candidate and fold, one after the other.</param>
    /// <param name="progress">Told after every call; the criterion is the share of them that is left.</param>
    /// <param name="cancellationToken">Looked at before every call.</param>
    /// <returns>In the order of the candidates.</returns>
    public static IReadOnlyList<ParameterResult> Run(
        IReadOnlyList<ParameterSet> candidates, IReadOnlyList<Fold> folds, ParameterScore score, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(score);
        if (candidates.Count == 0 || folds.Count == 0)
        {
            throw new ArgumentException($"Expected one candidate and one fold at least; got {candidates.Count} and {folds.Count}.");
        }

        var (scores, means, done) = (new double[candidates.Count][], new double[candidates.Count], 0);
        for (var c = 0; c < scores.Length; c++)
        {
            scores[c] = new double[folds.Count];
            for (var f = 0; f < folds.Count; f++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                scores[c][f] = score(candidates[c], folds[f], cancellationToken);
                done++;
                var all = candidates.Count * folds.Count;
                progress?.Report(new FitProgress(done, all, 1 - ((double)done / all), done == all));
            }

            means[c] = scores[c].Average();
        }

        return [.. scores.Select((own, c) => new ParameterResult(candidates[c], own, means[c], Deviation(own, means[c]), Rank(means, c)))];
    }

    /// <summary>The first result of rank 1.</summary>
    public static ParameterResult Best(IReadOnlyList<ParameterResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return results.First(r => r.Rank == 1);
    }

    private static double Deviation(double[] scores, double mean) => Math.Sqrt(scores.Sum(s => (s - mean) * (s - mean)) / scores.Length);

    private static int Rank(double[] means, int own) => 1 + means.Count(m => m > means[own] || (double.IsNaN(means[own]) && !double.IsNaN(m)));
}
