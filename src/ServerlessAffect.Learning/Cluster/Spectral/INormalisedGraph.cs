using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>1 less the normalised Laplacian of a graph: its affinities divided by the roots of both degrees, 0 between a row and itself. No eigenvalue is below -1 or above 1.</summary>
internal interface INormalisedGraph : ISymmetricOperator
{
    /// <summary>[rows]: 1 over the root of the degree; 1 for a row without a tie.</summary>
    double[] InverseRoots { get; }
}
