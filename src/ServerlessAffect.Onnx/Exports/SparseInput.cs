using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>The contract of a graph over sparse rows: each row is a list of columns and their values, padded to the longest row of the batch.</summary>
/// <remarks>
/// Inputs <c>indices</c> int64 [rows, width] and <c>values</c> float [rows, width]; a place that a row does not use holds column 0 and value 0.
/// Output <c>probabilities</c> float [rows, classes]. Padding costs a few multiplications and saves the segment sum: less than half the time of entries in
/// CSR order with row numbers (docs/adr/0008-sparse-models-in-onnx.md).
/// </remarks>
public static class SparseInput
{
    public const string Indices = "indices";
    public const string Values = "values";
    public const string Probabilities = "probabilities";

    /// <summary>Metadata key under which the file states its number of columns.</summary>
    public const string FeaturesKey = "features";

    internal static void Declare(GraphBuilder graph)
    {
        graph.Input(Indices, ElementType.Int64, "rows", "width");
        graph.Input(Values, ElementType.Float, "rows", "width");
    }
}
