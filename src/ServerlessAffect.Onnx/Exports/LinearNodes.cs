using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>The parts that the graphs of linear models are made of. Each takes names of values in the graph and returns the name of its result.</summary>
internal static class LinearNodes
{
    /// <summary>[rows, classes]: the sum over a row's entries of value times weight row, plus the intercept.</summary>
    public static string SparseScores(GraphBuilder graph, string prefix, LinearHead head, WeightPrecision precision)
    {
        var one = graph.Constant(prefix + "axis1", [1L], 1);
        var gathered = graph.Node(prefix + "gathered", "Gather", [Weights(graph, prefix, head, precision), SparseInput.Indices], NodeAttribute.Int("axis", 0));
        var rows = precision == WeightPrecision.Half ? AsSingle(graph, gathered) : gathered;
        var values = graph.Node(prefix + "values_row", "Unsqueeze", [SparseInput.Values, one]);
        var product = graph.Node(prefix + "product", "MatMul", [values, rows]);
        var sums = graph.Node(prefix + "sums", "Squeeze", [product, one]);
        return graph.Node(prefix + "scores", "Add", [sums, Intercept(graph, prefix, head)]);
    }

    /// <summary>[rows, classes]: <c>x W + b</c> for dense <paramref name="x"/> [rows, features].</summary>
    public static string DenseScores(GraphBuilder graph, string prefix, LinearHead head, WeightPrecision precision, string x)
    {
        var weights = Weights(graph, prefix, head, precision);
        weights = precision == WeightPrecision.Half ? AsSingle(graph, weights) : weights;
        return graph.Node(prefix + "scores", "Gemm", [x, weights, Intercept(graph, prefix, head)]);
    }

    /// <summary>[rows, columns]: <c>(x - mean) / scale</c>.</summary>
    public static string Standardised(GraphBuilder graph, StandardScaling scaling, string x, string name)
    {
        var mean = graph.Constant("mean", ToSingle(scaling.Mean), scaling.Mean.Length);
        var scale = graph.Constant("scale", ToSingle(scaling.Scale), scaling.Scale.Length);
        return graph.Node(name, "Div", [graph.Node("centred", "Sub", [x, mean]), scale]);
    }

    /// <summary>Divides by the temperature; no node where it is 1.</summary>
    public static string Tempered(GraphBuilder graph, string prefix, string scores, double temperature) => temperature is 1
        ? scores
        : graph.Node(prefix + "tempered", "Div", [scores, graph.Constant(prefix + "temperature", [(float)temperature])]);

    public static string Softmax(GraphBuilder graph, string scores, string name) => graph.Node(name, "Softmax", [scores], NodeAttribute.Int("axis", 1));

    public static string LogSoftmax(GraphBuilder graph, string scores, string name) => graph.Node(name, "LogSoftmax", [scores], NodeAttribute.Int("axis", 1));

    private static string AsSingle(GraphBuilder graph, string halves) =>
        graph.Node(halves + "_single", "Cast", [halves], NodeAttribute.Int("to", (long)ElementType.Float));

    private static string Intercept(GraphBuilder graph, string prefix, LinearHead head) =>
        graph.Constant(prefix + "intercept", ToSingle(head.Intercept), head.Classes);

    /// <summary>Stored as [features, classes], so that an entry's weights lie together.</summary>
    private static string Weights(GraphBuilder graph, string prefix, LinearHead head, WeightPrecision precision)
    {
        if (precision == WeightPrecision.Single)
        {
            return graph.Constant(prefix + "weights", Transposed(head, static w => (float)w), head.Features, head.Classes);
        }

        HalfPrecisionCheck.RequireRange(head);
        return graph.Constant(prefix + "weights", Transposed(head, static w => (Half)w), head.Features, head.Classes);
    }

    private static T[] Transposed<T>(LinearHead head, Func<double, T> convert)
    {
        var transposed = new T[head.Coefficients.Length];
        for (var c = 0; c < head.Classes; c++)
        {
            var row = head.Coefficients.AsSpan(c * head.Features, head.Features);
            for (var f = 0; f < row.Length; f++)
            {
                transposed[(f * head.Classes) + c] = convert(row[f]);
            }
        }

        return transposed;
    }

    private static float[] ToSingle(double[] values) => Array.ConvertAll(values, static v => (float)v);
}
