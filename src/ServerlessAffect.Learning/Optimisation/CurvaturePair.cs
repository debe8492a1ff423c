using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Optimisation;

/// <summary>One step and how it changed the gradient.</summary>
internal sealed class CurvaturePair(int length)
{
    internal double[] Step { get; } = new double[length];

    internal double[] Change { get; } = new double[length];

    /// <summary>Step · Change, above 0.</summary>
    internal double Curvature { get; private set; }

    /// <returns>Whether the pair has positive curvature and so may be used.</returns>
    internal bool Set(double[] point, double[] previousPoint, double[] gradient, double[] previousGradient)
    {
        TensorPrimitives.Subtract(point, previousPoint, Step);
        TensorPrimitives.Subtract(gradient, previousGradient, Change);
        Curvature = FixedOrder.Dot(Step, Change);
        return Curvature > double.Epsilon * 1e16 && double.IsFinite(Curvature);
    }
}
