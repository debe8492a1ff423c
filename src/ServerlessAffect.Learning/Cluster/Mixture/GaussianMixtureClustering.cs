using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="GaussianMixture"/> finds. A further row belongs to its likeliest component, the first of equally likely ones.</summary>
public sealed class GaussianMixtureClustering : IClustering
{
    private readonly GaussianComponents _components;
    private readonly double[] _center;
    private readonly CovarianceKind _kind;
    private readonly int _rows;
    private readonly int _parallelism;

    internal GaussianMixtureClustering(
        DenseMatrix x,
        GaussianComponents components,
        double[] center,
        CovarianceKind kind,
        double lowerBound,
        int iterations,
        bool converged,
        int parallelism,
        CancellationToken cancellationToken)
    {
        (_components, _center, _kind, _rows, _parallelism) = (components, center, kind, x.Rows, parallelism);
        (LowerBound, Iterations, Converged) = (lowerBound, iterations, converged);
        Means = new DenseMatrix(components.Means.Rows, components.Means.Columns);
        for (var k = 0; k < Means.Rows; k++)
        {
            TensorPrimitives.Add(components.Means.Row(k), center, Means.Row(k));
        }

        var (densities, joint) = components.LogDensities(MixtureColumns.Of(x, center), parallelism, cancellationToken);
        MeanLogLikelihood = FixedOrder.Sum(densities) / x.Rows;
        Labels = Likeliest(joint, x.Rows);
    }

    public IReadOnlyList<int> Labels { get; }

    /// <summary>As many as there are components; one may be likeliest for no row.</summary>
    public int ClusterCount => Means.Rows;

    public AssignmentRule Rule => AssignmentRule.Predicted;

    /// <summary>[components], of sum 1.</summary>
    public IReadOnlyList<double> Weights => _components.Weights;

    /// <summary>[components, columns].</summary>
    public DenseMatrix Means { get; }

    /// <summary>Row-major: [components, columns, columns] for full, [columns, columns] for tied, [components, columns] for diagonal, [components] for spherical.</summary>
    public IReadOnlyList<double> Covariances => _components.Covariances;

    /// <summary>Mean log-likelihood of a fitted row by the components before the last iteration.</summary>
    public double LowerBound { get; }

    /// <summary>Mean log-likelihood of a fitted row.</summary>
    public double MeanLogLikelihood { get; }

    public int Iterations { get; }

    /// <summary>False where the iterations ran out first.</summary>
    public bool Converged { get; }

    /// <summary>Free numbers of the mixture.</summary>
    public int Parameters
    {
        get
        {
            var (k, d) = (Means.Rows, Means.Columns);
            var covariance = _kind switch
            {
                CovarianceKind.Full => k * d * (d + 1) / 2,
                CovarianceKind.Tied => d * (d + 1) / 2,
                CovarianceKind.Diagonal => k * d,
                _ => k,
            };
            return covariance + (k * d) + k - 1;
        }
    }

    /// <summary>Bayesian information criterion on the fitted rows; the lower, the better.</summary>
    public double Bic => (-2 * MeanLogLikelihood * _rows) + (Parameters * Math.Log(_rows));

    /// <summary>Akaike information criterion on the fitted rows; the lower, the better.</summary>
    public double Aic => (-2 * MeanLogLikelihood * _rows) + (2 * Parameters);

    public int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default) => Likeliest(Evaluate(x, cancellationToken).Joint, x.Rows);

    /// <summary>How likely every component is for every row, [rows, components].</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns.</exception>
    public DenseMatrix PredictProba(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var (densities, joint) = Evaluate(x, cancellationToken);
        var shares = new DenseMatrix(x.Rows, Means.Rows);
        for (var i = 0; i < x.Rows; i++)
        {
            for (var k = 0; k < Means.Rows; k++)
            {
                shares[i, k] = Math.Exp(joint[k, i] - densities[i]);
            }
        }

        return shares;
    }

    /// <summary>Log-density of every row, [rows]: the lower, the stranger.</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns.</exception>
    public double[] ScoreSamples(DenseMatrix x, CancellationToken cancellationToken = default) => Evaluate(x, cancellationToken).Densities;

    private (double[] Densities, DenseMatrix Joint) Evaluate(DenseMatrix x, CancellationToken cancellationToken)
    {
        ClusteringRows.RequireColumns(x, Means.Columns);
        return _components.LogDensities(MixtureColumns.Of(x, _center), _parallelism, cancellationToken);
    }

    private static int[] Likeliest(DenseMatrix joint, int rows)
    {
        var (labels, best) = (new int[rows], joint.Row(0)[..rows].ToArray());
        for (var k = 1; k < joint.Rows; k++)
        {
            var row = joint.Row(k);
            for (var i = 0; i < rows; i++)
            {
                if (row[i] > best[i])
                {
                    (best[i], labels[i]) = (row[i], k);
                }
            }
        }

        return labels;
    }
}
