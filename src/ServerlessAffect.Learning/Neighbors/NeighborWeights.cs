namespace ServerlessAffect.Learning.Neighbors;

/// <summary>How much each neighbour's vote counts.</summary>
public enum NeighborWeights
{
    /// <summary>All the same.</summary>
    Uniform,

    /// <summary>1 / distance; neighbours at distance 0, where there are any, outvote all others.</summary>
    Distance,
}
