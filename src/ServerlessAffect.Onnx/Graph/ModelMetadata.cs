namespace ServerlessAffect.Onnx.Graph;

/// <summary>What the ONNX file says about itself; nothing reads it when scoring, where the manifest counts.</summary>
/// <param name="Name">The model's name, also the graph's.</param>
/// <param name="Classes">In the order of the output; written as a JSON array under <c>classes</c>.</param>
/// <param name="Description">For people.</param>
public sealed record ModelMetadata(string Name, IReadOnlyList<string> Classes, string Description = "");
