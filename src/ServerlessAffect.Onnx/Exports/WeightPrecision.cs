namespace ServerlessAffect.Onnx.Exports;

/// <summary>How the weights are stored in the file; each export says in what precision it computes.</summary>
public enum WeightPrecision
{
    Single,

    /// <summary>Half the bytes, three decimal digits; see <see cref="HalfPrecisionCheck"/> for what that changes.</summary>
    Half,
}
