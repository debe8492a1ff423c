using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Vectorizers;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Pipeline.Exploration.Labels;

/// <summary>Logistic regression on the weights of words, whose vocabulary and frequencies come from the texts learned from; every class weighs the same.</summary>
internal sealed class WordLearner(ExploredArchive explored) : ILabelLearner
{
    private const double C = 10;
    private const double Tolerance = 1e-2;
    private const int MostIterations = 60;
    private const int MostTerms = 20_000;

    public (double[] Probabilities, IReadOnlyList<(string Feature, double Weight)> Weights) Predict(
        int[] train, int[] y, IReadOnlyList<string> classes, int[] test, CancellationToken cancellationToken)
    {
        var vectorizer = new TfidfVectorizer(
            new VectorizerOptions { TokenPattern = TokenPatterns.Tweet, MinDf = train.Length >= 20 ? 2 : 1, MaxFeatures = MostTerms }, new TfidfOptions { SublinearTf = true });
        var x = vectorizer.FitTransform([.. train.Select(r => explored.Measured.Terms!.Texts[r])], cancellationToken);
        var model = new LogisticRegression { C = C, Tolerance = Tolerance, MaxIterations = MostIterations, ClassWeights = ClassWeights.Balanced }.Fit(x, y, classes, null, cancellationToken);
        var probabilities = model.PredictProba(vectorizer.Transform([.. test.Select(r => explored.Measured.Terms!.Texts[r])], cancellationToken), cancellationToken);

        // A weight moves scores as often as its word stands in a text.
        var texts = vectorizer.DocumentFrequencies;
        var weights = vectorizer.FeatureNames.Select((name, c) => (name, Enumerable.Range(0, classes.Count).Average(k => Math.Abs(model.Coefficient(c, k))) * texts[c] / train.Length));
        return (probabilities, [.. weights]);
    }
}
