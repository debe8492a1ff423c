using System.Globalization;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>The rounds of a fit, whatever is predicted.</summary>
internal static class BoosterFit
{
    private const string Train = "train";
    private const string Validation = "validation";

    // Of these more is better; of all other metrics, less.
    private static readonly string[] Rising = ["auc", "map", "ndcg", "pre"];

    /// <param name="settings">Within their ranges.</param>
    /// <param name="objective">XGBoost's parameters of what is made small.</param>
    /// <param name="rows">With labels and weights.</param>
    /// <param name="validation">The same; null: none.</param>
    public static (Booster Booster, IReadOnlyList<RoundScores> History) Run(
        XgbSettings settings,
        IReadOnlyList<(string Name, string Value)> objective,
        XgbRows rows,
        XgbRows? validation,
        IProgress<FitProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (settings.EarlyStoppingRounds is not null && validation is null)
        {
            throw new ArgumentException($"Expected a validation part, which {nameof(XgbSettings.EarlyStoppingRounds)} looks at; got none.", nameof(validation));
        }

        string[] parts = validation is null ? [Train] : [Train, Validation];
        nint[] handles = [rows.Handle.DangerousGetHandle(), .. validation is null ? [] : new[] { validation.Handle.DangerousGetHandle() }];
        var booster = Booster.Create(Parameters(settings).Concat(objective), handles);
        var history = new List<RoundScores>();
        var (best, bestRound) = (double.NaN, -1);
        for (var round = 0; round < settings.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            booster.Update(round, rows);
            if (validation is not null || settings.EvalMetric is not null)
            {
                Note(history, booster.Evaluate(round, handles, parts));
            }

            var stops = false;
            if (settings.EarlyStoppingRounds is { } patience)
            {
                var watched = history[^1];
                var value = watched.Values[^1];
                var rises = Array.Exists(Rising, m => watched.Metric.StartsWith(m, StringComparison.Ordinal));
                (best, bestRound) = bestRound < 0 || (rises ? value > best : value < best) ? (value, round) : (best, bestRound);
                stops = round - bestRound >= patience;
            }

            progress?.Report(new FitProgress(round + 1, settings.Rounds, settings.Rounds - round - 1, stops || round + 1 == settings.Rounds));
            if (stops)
            {
                break;
            }
        }

        GC.KeepAlive(rows);
        GC.KeepAlive(validation);
        return (settings.EarlyStoppingRounds is null ? booster : booster.FirstRounds(bestRound + 1), history);
    }

    private static void Note(List<RoundScores> history, IReadOnlyList<(string Part, string Metric, double Value)> said)
    {
        foreach (var (part, metric, value) in said)
        {
            var known = history.Find(h => h.Part == part && h.Metric == metric);
            if (known is null)
            {
                history.Add(known = new RoundScores(part, metric, new List<double>()));
            }

            ((List<double>)known.Values).Add(value);
        }
    }

    private static IEnumerable<(string Name, string Value)> Parameters(XgbSettings settings)
    {
        yield return ("verbosity", "0");
        yield return ("booster", "gbtree");
        yield return ("eta", Number(settings.LearningRate));
        yield return ("max_depth", Number(settings.MaxDepth));
        yield return ("min_child_weight", Number(settings.MinChildWeight));
        yield return ("gamma", Number(settings.Gamma));
        yield return ("lambda", Number(settings.RegLambda));
        yield return ("alpha", Number(settings.RegAlpha));
        yield return ("subsample", Number(settings.Subsample));
        yield return ("colsample_bytree", Number(settings.ColsampleByTree));
        yield return ("colsample_bylevel", Number(settings.ColsampleByLevel));
        yield return ("colsample_bynode", Number(settings.ColsampleByNode));
        yield return ("num_parallel_tree", Number(settings.NumParallelTree));
        yield return ("tree_method", settings.TreeMethod switch { TreeMethod.Exact => "exact", TreeMethod.Approx => "approx", _ => "hist" });
        if (settings.TreeMethod != TreeMethod.Exact)
        {
            yield return ("max_bin", Number(settings.MaxBin));
        }

        yield return ("base_score", Number(settings.BaseScore));
        yield return ("seed", Number(settings.RandomState));
        yield return ("nthread", Number(settings.Parallelism));
        if (settings.EvalMetric is { } metric)
        {
            yield return ("eval_metric", metric);
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
