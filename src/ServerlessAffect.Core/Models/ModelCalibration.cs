namespace ServerlessAffect.Core.Models;

/// <param name="Method"><c>temperature</c> or <c>none</c>; already part of the ONNX graph, stated here for people.</param>
/// <param name="Temperature">What the logits are divided by; 1 where nothing is.</param>
/// <param name="UnsureBelow">A reading whose confidence is below this is unsure; chosen on data held out of training.</param>
public sealed record ModelCalibration(string Method, double Temperature, double UnsureBelow);
