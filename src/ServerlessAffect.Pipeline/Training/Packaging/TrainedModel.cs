using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Training.Evaluation;

namespace ServerlessAffect.Pipeline.Training.Packaging;

/// <summary>What training gives.</summary>
/// <param name="Package">Ready to be written to a folder or published.</param>
/// <param name="Metrics">On the comparison part, computed by the exported model.</param>
public sealed record TrainedModel(ModelPackage Package, EvaluationMetrics Metrics);
