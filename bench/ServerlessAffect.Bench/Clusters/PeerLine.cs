using ServerlessAffect.Learning;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>One piece of work that both sides do on the same rows.</summary>
/// <param name="Name">Says what is done and with which settings.</param>
/// <param name="Bar">scikit-learn's time over ours, at least.</param>
/// <param name="Peer">A Python expression that does the work on <c>X</c> and gives one number to compare; <c>np</c>, <c>sklearn</c> and its parts <c>cluster</c>, <c>decomposition</c>, <c>manifold</c>,
/// <c>metrics</c>, <c>mixture</c> and <c>neighbors</c> are imported. Empty where scikit-learn has no such method: then ours is timed alone.</param>
/// <param name="Prepare">Gets the rows, prepares outside the clock, and returns the work: it gives the number that stands beside the peer's.</param>
internal sealed record PeerLine(string Name, double Bar, string Peer, Func<DenseMatrix, Func<double>> Prepare)
{
    /// <summary>How many of the rows take part.</summary>
    public int Rows { get; init; } = MixtureRows.Rows;

    /// <summary>Python statements that run before the clock starts, with <c>X</c> at hand.</summary>
    public string PeerSetup { get; init; } = "";
}
