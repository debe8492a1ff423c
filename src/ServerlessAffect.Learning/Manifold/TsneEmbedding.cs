namespace ServerlessAffect.Learning.Manifold;

/// <summary>What <see cref="Tsne"/> found.</summary>
/// <param name="Points">[rows, components].</param>
/// <param name="KlDivergence">How far the neighbourhoods of the points are from those of the rows, in nats; with <see cref="TsneMethod.BarnesHut"/> as near as the method sums it.</param>
/// <param name="Iterations">Steps taken.</param>
public sealed record TsneEmbedding(DenseMatrix Points, double KlDivergence, int Iterations);
