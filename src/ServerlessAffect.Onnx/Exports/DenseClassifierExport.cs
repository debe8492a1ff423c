using ServerlessAffect.Learning;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>Any classifier of dense rows, nested as they come: linear models, kernel machines, boosted trees, naive Bayes, neighbours, what their rows go through first, and means of several. Input <c>features</c> float [rows, features],
/// output <c>probabilities</c> float [rows, classes].</summary>
/// <remarks>
/// The graph computes in double precision. A kernel machine sums a thousand terms whose signs differ, and single precision loses the last digits of its probabilities there;
/// the files hold support vectors and linear weights in one to four bytes all the same. Trees alone see single precision, as XGBoost's do, whose thresholds are singles; they are stored whole.
/// </remarks>
public static class DenseClassifierExport
{
    /// <param name="model">A <see cref="Learning.Linear.LinearModel"/>, <see cref="Learning.Kernels.KernelModel"/>, <see cref="Learning.Trees.Boosting.XgbModel"/>,
    /// <see cref="Learning.NaiveBayes.GaussianNaiveBayesModel"/>, <see cref="Learning.Ensembles.SoftmaxOfScores"/> of one of the last two or of neighbours,
    /// <see cref="Learning.Ensembles.DensePipeline"/> or <see cref="Learning.Ensembles.LogProbabilityMean"/>.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="precision">Of the stored support vectors and linear weights (which <see cref="WeightPrecision.Int8"/> leaves at half precision); see <see cref="Rounded"/>.</param>
    /// <returns>The bytes of the ONNX file.</returns>
    /// <exception cref="ArgumentException">A kind of classifier that has no graph, or weights that do not fit the precision.</exception>
    public static byte[] Export(IDenseClassifier model, string name, WeightPrecision precision = WeightPrecision.Single)
    {
        ArgumentNullException.ThrowIfNull(model);
        var graph = new GraphBuilder();
        var input = graph.Input(DenseLinearExport.Input, ElementType.Float, "rows", model.Features);
        var logits = new DenseNodes(graph, precision).Logits("", model, DenseNodes.Cast(graph, input, ElementType.Double, "features_double"));
        var probabilities = graph.Node("softmax", "Softmax", [logits], NodeAttribute.Int("axis", 1));
        graph.Output(DenseNodes.Cast(graph, probabilities, ElementType.Float, SparseInput.Probabilities), ElementType.Float, "rows", model.Classes.Count);
        return graph.Build(new ModelMetadata(name, model.Classes));
    }

    /// <summary>The classifier that a file of that precision really is: score held-out rows with it to see what the rounding changes.</summary>
    public static IDenseClassifier Rounded(IDenseClassifier model, WeightPrecision precision) => DenseRounding.Of(model, precision);

    /// <summary>Rows as a file of that precision would hold them. A kernel machine that is fitted on such rows has them as support vectors, and its file then says exactly what was fitted:
    /// nothing is lost after the fit.</summary>
    /// <param name="rows">[rows, columns], standardised and limited where the machine's rows are.</param>
    /// <param name="precision">Of the file.</param>
    public static DenseMatrix RoundedRows(DenseMatrix rows, WeightPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return DenseRounding.Round(rows, precision);
    }
}
