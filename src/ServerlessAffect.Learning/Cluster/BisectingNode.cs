namespace ServerlessAffect.Learning.Cluster;

/// <summary>A cluster of <see cref="BisectingKMeans"/>, and the two that it was split into.</summary>
/// <param name="rows">Its rows.</param>
/// <param name="center">Their mean, [1, columns].</param>
/// <param name="score">The one of the highest is split next.</param>
internal sealed class BisectingNode(int[] rows, DenseMatrix center, double score)
{
    internal int[] Rows { get; } = rows;

    internal DenseMatrix Center { get; } = center;

    internal double Score { get; } = score;

    /// <summary>[2, columns]; null as long as it was not split.</summary>
    internal DenseMatrix? Centers { get; private set; }

    internal BisectingNode? Left { get; private set; }

    internal BisectingNode? Right { get; private set; }

    /// <summary>A leaf's number among the clusters.</summary>
    internal int Label { get; set; }

    internal void Split(DenseMatrix centers, BisectingNode left, BisectingNode right) => (Centers, Left, Right) = (centers, left, right);

    internal IEnumerable<BisectingNode> Leaves() => Left is null ? [this] : Left.Leaves().Concat(Right!.Leaves());
}
