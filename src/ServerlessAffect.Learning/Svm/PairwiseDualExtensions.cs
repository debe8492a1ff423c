using ServerlessAffect.Learning.Kernels;

namespace ServerlessAffect.Learning.Svm;

/// <summary>From pairs of classes to classes.</summary>
public static class PairwiseDualExtensions
{
    /// <summary>Every class's mean decision over its pairs, as one expansion with an output a class.</summary>
    /// <param name="pairs">One output a pair (<see cref="Svc.FitPairs"/>).</param>
    /// <param name="classes">Number of classes.</param>
    public static DualModel MeanOfPairs(this DualModel pairs, int classes)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return pairs.Outputs == PairwiseDecisions.Pairs(classes)
            ? pairs.Mix(PairwiseDecisions.MeanMixing(classes), classes)
            : throw new ArgumentException($"Expected {PairwiseDecisions.Pairs(classes)} outputs, one a pair of {classes} classes; got {pairs.Outputs}.", nameof(pairs));
    }
}
