namespace ServerlessAffect.Pipeline.Exploration.Labels;

/// <summary>Learns labels from some items and predicts those of others; everything that is fitted is fitted on the former.</summary>
internal interface ILabelLearner
{
    /// <param name="train">Rows of the archive to learn from.</param>
    /// <param name="y">[train], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names.</param>
    /// <param name="test">Rows to predict.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <returns>Probabilities [test, classes] and the weight of every feature, its name with it.</returns>
    (double[] Probabilities, IReadOnlyList<(string Feature, double Weight)> Weights) Predict(
        int[] train, int[] y, IReadOnlyList<string> classes, int[] test, CancellationToken cancellationToken);
}
