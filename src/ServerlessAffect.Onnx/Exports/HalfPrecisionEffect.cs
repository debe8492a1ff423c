namespace ServerlessAffect.Onnx.Exports;

/// <summary>What storing the weights in half precision changed on some rows.</summary>
/// <param name="Rows">Number of rows looked at.</param>
/// <param name="LabelsChanged">Rows whose most probable class is another one.</param>
/// <param name="LargestDifference">Largest absolute difference of any probability.</param>
public sealed record HalfPrecisionEffect(int Rows, int LabelsChanged, double LargestDifference);
