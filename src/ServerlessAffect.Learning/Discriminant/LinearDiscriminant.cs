using System.Numerics.Tensors;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Discriminant;

/// <summary>A fitted discriminant analysis.</summary>
/// <param name="Model">Log-posteriors up to what is the same for all classes; its softmax is the posterior.</param>
/// <param name="Scalings">[directions, columns]: where classes lie furthest apart, the best first; empty with shrinkage.</param>
/// <param name="Mean">[columns], the weighted mean of the class means.</param>
/// <param name="ExplainedVarianceRatio">Share of the variance between classes along every direction; empty with shrinkage.</param>
public sealed record LinearDiscriminant(LinearModel Model, DenseMatrix Scalings, double[] Mean, double[] ExplainedVarianceRatio)
{
    /// <summary>Rows along the directions, [rows, directions].</summary>
    public DenseMatrix Transform(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var centred = new DenseMatrix(x.Rows, x.Columns);
        for (var i = 0; i < x.Rows; i++)
        {
            TensorPrimitives.Subtract(x.Row(i), Mean, centred.Row(i));
        }

        return MatrixProduct.TimesTransposed(centred, Scalings, Environment.ProcessorCount, CancellationToken.None);
    }
}
