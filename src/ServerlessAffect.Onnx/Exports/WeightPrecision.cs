namespace ServerlessAffect.Onnx.Exports;

/// <summary>How the weights are stored in the file; each export says in what precision it computes.</summary>
public enum WeightPrecision
{
    Single,

    /// <summary>Half the bytes, three decimal digits; see <see cref="HalfPrecisionCheck"/> for what that changes.</summary>
    Half,

    /// <summary>One byte: 1/127 of the table's largest magnitude a step. For the support vectors of kernel machines on standardised rows alone, where a distance sums the errors of a thousand
    /// columns and they cancel; see <see cref="DenseClassifierExport.Rounded"/> for what that changes.</summary>
    Int8,
}
