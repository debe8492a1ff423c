using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Decomposition;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>t-distributed stochastic neighbour embedding (van der Maaten and Hinton 2008), scikit-learn's <c>TSNE</c>: near rows become near points in the plane or in space.</summary>
/// <remarks>
/// Distances between far groups, their sizes and densities mean little. The same rows, settings and seed give the same points on any number of threads. Unlike scikit-learn, points in
/// space repel each other with one degree of freedom too, as in the authors' code, and all is computed in double precision.
/// </remarks>
public sealed class Tsne
{
    private const int ExplorationIterations = 250;
    private const int CheckEvery = 50;
    private const double StartingDeviation = 1e-4;

    /// <summary>Dimensions of the embedding: 2 or 3.</summary>
    public int Components { get; init; } = 2;

    /// <summary>How many neighbours a row has, so to speak: above 1 and below rows - 1. Usually 5 to 50.</summary>
    public double Perplexity { get; init; } = 30;

    /// <summary>How much stronger rows attract each other in the first 250 steps, above 0.</summary>
    public double EarlyExaggeration { get; init; } = 12;

    /// <summary>Above 0; null means rows / <see cref="EarlyExaggeration"/> / 4, but 50 at least.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Steps, 250 at least.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>Steps without a smaller divergence after which it ends; looked at every 50 steps once the first 250 are over.</summary>
    public int IterationsWithoutProgress { get; init; } = 300;

    /// <summary>It ends where the gradient's length is at most this, 0 or more.</summary>
    public double MinGradNorm { get; init; } = 1e-7;

    public TsneMethod Method { get; init; } = TsneMethod.BarnesHut;

    /// <summary>How large a group of points may look, side by distance, that acts as one: 0 and above; 0.2 to 0.8 are usual. Barnes-Hut alone.</summary>
    public double Angle { get; init; } = 0.5;

    public TsneInit Init { get; init; } = TsneInit.Pca;

    public int RandomState { get; init; }

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <param name="x">[rows, columns], finite, scaled as the distances should weigh them.</param>
    /// <param name="progress">Told every 50 steps; the criterion is the gradient's length.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="AffectException">Too few rows for the perplexity, or a value that is not finite.</exception>
    public TsneEmbedding FitTransform(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Require(x);
        ITsneAttraction attraction = Method == TsneMethod.Exact
            ? DenseAttraction.Of(x, Perplexity, Parallelism, cancellationToken)
            : SparseAttraction.Of(x, Perplexity, Parallelism, cancellationToken);
        ITsneRepulsion repulsion = Method == TsneMethod.Exact ? new AllPairsRepulsion() : new BarnesHutRepulsion(Angle);
        return Descend(Start(x, cancellationToken), attraction, repulsion, progress, cancellationToken);
    }

    private void Require(DenseMatrix x)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Components, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Components, 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIterations, ExplorationIterations);
        ArgumentOutOfRangeException.ThrowIfNegative(MinGradNorm);
        ArgumentOutOfRangeException.ThrowIfNegative(Angle);
        if (!(EarlyExaggeration > 0) || !((LearningRate ?? 1) > 0))
        {
            throw new ArgumentException($"Expected an early exaggeration and a learning rate above 0; got {EarlyExaggeration} and {LearningRate}.");
        }

        if (!(Perplexity > 1))
        {
            throw new ArgumentException($"Expected a perplexity above 1; got {Perplexity}.");
        }

        FiniteRows.Require(x, least: 4);
        if (!(Perplexity < x.Rows - 1))
        {
            throw new AffectException(
                ErrorCodes.InvalidData, $"A perplexity of {Perplexity} needs more than {Math.Floor(Perplexity) + 1} rows; got {x.Rows}. The largest whole one for them is {x.Rows - 2}; a third of the rows is usually enough.");
        }
    }

    private PointSet Start(DenseMatrix x, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(RandomState);
        var points = new PointSet(Components, x.Rows);
        foreach (ref var value in points.Values.AsSpan())
        {
            value = random.NextNormal() * StartingDeviation;
        }

        if (Init == TsneInit.Pca)
        {
            PrincipalAxes.Fill(x, points, StartingDeviation, RandomState, Parallelism, cancellationToken);
        }

        return points;
    }

    private TsneEmbedding Descend(PointSet points, ITsneAttraction attraction, ITsneRepulsion repulsion, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var (pull, push) = (new PointSet(Components, points.Count), new PointSet(Components, points.Count));
        var rate = LearningRate ?? Math.Max(points.Count / EarlyExaggeration / 4, 50);
        var step = new MomentumStep(points.Values, rate);
        var (best, bestAt, iteration) = (double.PositiveInfinity, ExplorationIterations, 0);
        while (iteration < MaxIterations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var exploring = iteration < ExplorationIterations;
            if (iteration == ExplorationIterations)
            {
                // Weaker attraction is another problem; the old one's momentum would throw points out of their groups.
                step = new MomentumStep(points.Values, rate);
            }

            var gradient = Gradient(points, attraction, repulsion, exploring ? EarlyExaggeration : 1, pull, push, cancellationToken);
            step.Take(gradient, exploring ? 0.5 : 0.8);
            iteration++;
            if (iteration % CheckEvery != 0)
            {
                continue;
            }

            var norm = FixedOrder.Norm(gradient);
            progress?.Report(new FitProgress(iteration, MaxIterations, norm, norm <= MinGradNorm));
            if (exploring)
            {
                continue;
            }

            var divergence = Divergence(points, attraction, repulsion, push, cancellationToken);
            (best, bestAt) = divergence < best ? (divergence, iteration) : (best, bestAt);
            if (norm <= MinGradNorm || iteration - bestAt > IterationsWithoutProgress)
            {
                break;
            }
        }

        return new TsneEmbedding(points.ToRows(), Divergence(points, attraction, repulsion, push, cancellationToken), iteration);
    }

    // 4 Σ_j (e p_ij - q_ij / Z) q_ij (y_i - y_j), where q_ij is not yet divided by its sum Z; into pull.
    private double[] Gradient(
        PointSet points, ITsneAttraction attraction, ITsneRepulsion repulsion, double exaggeration, PointSet pull, PointSet push, CancellationToken cancellationToken)
    {
        attraction.Pull(points, pull, Parallelism, cancellationToken);
        var sum = repulsion.Push(points, push, Parallelism, cancellationToken);
        TensorPrimitives.Multiply(pull.Values, 4 * exaggeration, pull.Values);
        ClassVector.AddScaled(push.Values, -4 / sum, pull.Values);
        return pull.Values;
    }

    private double Divergence(PointSet points, ITsneAttraction attraction, ITsneRepulsion repulsion, PointSet push, CancellationToken cancellationToken) =>
        attraction.CrossEntropy(points, Parallelism, cancellationToken) + Math.Log(repulsion.Push(points, push, Parallelism, cancellationToken));
}
