namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>How far clusterings of many subsamples agree (Monti et al. 2003).</summary>
/// <param name="Reference">The clustering of all rows, whose clusters are judged.</param>
/// <param name="Agreement">Adjusted Rand index of two subsamples' clusterings on the rows that both hold, over all pairs of subsamples: 1 the same, 0 chance.</param>
/// <param name="Items">Rows of the table that the consensus was taken of, ascending.</param>
/// <param name="Consensus">[items, items]: of the subsamples that hold both, the share in which they are in one cluster; NaN where none holds both.</param>
/// <param name="ItemScores">[items], mean consensus with the other items of the same cluster; NaN for noise and for one that has no other.</param>
/// <param name="ClusterScores">[clusters of the reference], mean consensus of the pairs inside; NaN where fewer than two of its rows are items.</param>
/// <param name="AmbiguousShare">PAC: share of the pairs whose consensus is neither near 0 nor near 1 (Șenbabaoğlu et al. 2014); low is stable.</param>
public sealed record ClusterConsensus(
    IClustering Reference,
    MeasureRange Agreement,
    IReadOnlyList<int> Items,
    DenseMatrix Consensus,
    IReadOnlyList<double> ItemScores,
    IReadOnlyList<double> ClusterScores,
    double AmbiguousShare);
