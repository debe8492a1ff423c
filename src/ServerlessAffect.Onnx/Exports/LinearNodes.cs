using System.Numerics.Tensors;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>The parts that the graphs of linear models are made of. Each takes names of values in the graph and returns the name of its result.</summary>
internal static class LinearNodes
{
    /// <summary>[rows, classes]: the sum over a row's entries of value times weight row, plus the intercept.</summary>
    public static string SparseScores(GraphBuilder graph, string prefix, LinearModel model, WeightPrecision precision)
    {
        var one = graph.Constant(prefix + "axis1", [1L], 1);
        var gathered = graph.Node(prefix + "gathered", "Gather", [Weights(graph, prefix, model, precision), SparseInput.Indices], NodeAttribute.Int("axis", 0));
        var rows = precision == WeightPrecision.Half ? AsSingle(graph, gathered) : gathered;
        var values = graph.Node(prefix + "values_row", "Unsqueeze", [SparseInput.Values, one]);
        var product = graph.Node(prefix + "product", "MatMul", [values, rows]);
        var sums = graph.Node(prefix + "sums", "Squeeze", [product, one]);
        return graph.Node(prefix + "scores", "Add", [sums, Intercept(graph, prefix, model)]);
    }

    /// <summary>[rows, classes]: <c>x W + b</c> for dense <paramref name="x"/> [rows, features].</summary>
    public static string DenseScores(GraphBuilder graph, string prefix, LinearModel model, WeightPrecision precision, string x)
    {
        var weights = Weights(graph, prefix, model, precision);
        weights = precision == WeightPrecision.Half ? AsSingle(graph, weights) : weights;
        return graph.Node(prefix + "scores", "Gemm", [x, weights, Intercept(graph, prefix, model)]);
    }

    /// <summary>[rows, columns]: <c>(x - mean) / scale</c>.</summary>
    public static string Standardised(GraphBuilder graph, StandardScaler scaler, string x, string name)
    {
        var scales = ToSingle(scaler.Scale);
        if (TensorPrimitives.Min<float>(scales) <= 0)
        {
            throw new ArgumentException("A column's standard deviation is 0 in single precision; leave that column out.", nameof(scaler));
        }

        var mean = graph.Constant("mean", ToSingle(scaler.Mean), scaler.Columns);
        var scale = graph.Constant("scale", scales, scaler.Columns);
        return graph.Node(name, "Div", [graph.Node("centred", "Sub", [x, mean]), scale]);
    }

    /// <summary>Divides by the temperature; no node where it is 1.</summary>
    public static string Tempered(GraphBuilder graph, string prefix, string scores, double temperature) => temperature is 1
        ? scores
        : graph.Node(prefix + "tempered", "Div", [scores, graph.Constant(prefix + "temperature", [(float)temperature])]);

    /// <summary>Scores whose softmax are the model's probabilities: those given, or for one-vs-rest models the logarithm of each class's own probability, <c>-softplus(-s)</c>.</summary>
    public static string Linked(GraphBuilder graph, string prefix, string scores, ProbabilityLink link) => link switch
    {
        ProbabilityLink.Softmax => scores,
        ProbabilityLink.OneVsRest => graph.Node(
            prefix + "log_sigmoid", "Neg", [graph.Node(prefix + "softplus", "Softplus", [graph.Node(prefix + "negated", "Neg", [scores])])]),
        _ => throw new ArgumentOutOfRangeException(nameof(link), link, "Expected softmax or one-vs-rest."),
    };

    public static string Softmax(GraphBuilder graph, string scores, string name) => graph.Node(name, "Softmax", [scores], NodeAttribute.Int("axis", 1));

    public static string LogSoftmax(GraphBuilder graph, string scores, string name) => graph.Node(name, "LogSoftmax", [scores], NodeAttribute.Int("axis", 1));

    private static string AsSingle(GraphBuilder graph, string halves) =>
        graph.Node(halves + "_single", "Cast", [halves], NodeAttribute.Int("to", (long)ElementType.Float));

    private static string Intercept(GraphBuilder graph, string prefix, LinearModel model) =>
        graph.Constant(prefix + "intercept", ToSingle(model.Intercept), model.Intercept.Length);

    /// <summary>Stored as [features, classes], so that an entry's weights lie together.</summary>
    private static string Weights(GraphBuilder graph, string prefix, LinearModel model, WeightPrecision precision) => precision switch
    {
        WeightPrecision.Single => graph.Constant(prefix + "weights", ToSingle(model.Coefficients), model.Features, model.Classes.Count),
        WeightPrecision.Half => graph.Constant(prefix + "weights", ToHalf(model.Coefficients), model.Features, model.Classes.Count),
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "Expected single or half precision for linear weights."),
    };

    private static float[] ToSingle(double[] values)
    {
        var singles = new float[values.Length];
        TensorPrimitives.ConvertTruncating<double, float>(values, singles);
        return TensorPrimitives.IsFiniteAll<float>(singles)
            ? singles
            : throw new ArgumentException("A weight is no finite single-precision number; look at the columns that the model was fitted on.", nameof(values));
    }

    private static Half[] ToHalf(double[] values)
    {
        var halves = Array.ConvertAll(values, static v => (Half)v);
        return Array.TrueForAll(halves, Half.IsFinite)
            ? halves
            : throw new ArgumentException("A weight is beyond 65504, where half precision ends; store this model in single precision.", nameof(values));
    }
}
