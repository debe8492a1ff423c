using ServerlessAffect.Core.Errors;
using ServerlessAffect.Inference;

namespace ServerlessAffect.Pipeline.Training.Packaging;

/// <summary>How far what ONNX Runtime computes is from what was trained in double precision.</summary>
/// <param name="Rows">Rows compared.</param>
/// <param name="LargestDifference">Largest absolute difference of any probability.</param>
/// <param name="LabelsChanged">Rows whose most probable class is another one.</param>
internal sealed record ExportParity(int Rows, double LargestDifference, int LabelsChanged)
{
    private const double Tolerance = 1e-3;

    /// <exception cref="AffectException"><see cref="ErrorCodes.Internal"/>: a probability differs by more than 0.001, or a label that is not a near tie.</exception>
    /// <param name="expected">[rows * classes], of the trained model.</param>
    /// <param name="actual">[rows, classes], of the exported one.</param>
    public static ExportParity Require(double[] expected, ProbabilityMatrix actual)
    {
        var classes = actual.Classes;
        var (largest, changed, real) = (0.0, 0, 0);
        for (var row = 0; row < actual.Rows; row++)
        {
            var (bestExpected, bestActual) = (0, 0);
            for (var c = 0; c < classes; c++)
            {
                var (e, a) = (expected[(row * classes) + c], actual.Row(row)[c]);
                largest = Math.Max(largest, Math.Abs(e - a));
                bestExpected = e > expected[(row * classes) + bestExpected] ? c : bestExpected;
                bestActual = a > actual.Row(row)[bestActual] ? c : bestActual;
            }

            if (bestExpected != bestActual)
            {
                changed++;
                real += expected[(row * classes) + bestExpected] - expected[(row * classes) + bestActual] > Tolerance ? 1 : 0;
            }
        }

        return largest <= Tolerance && real == 0
            ? new ExportParity(actual.Rows, largest, changed)
            : throw new AffectException(
                ErrorCodes.Internal,
                $"The exported model differs from the trained one by up to {largest:G3} in a probability, at most {Tolerance} is allowed; store the weights in single precision (weights: single in the recipe).");
    }
}
