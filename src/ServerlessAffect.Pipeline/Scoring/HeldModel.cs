using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Caching;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>An open model and how many hold it: the list of open models, and every call that scores with it. Disposing gives one hold back; with the last one the
/// model closes. Takes no lock.</summary>
internal sealed class HeldModel(ModelRelease release, ModelLease<TextScorer> lease) : IDisposable
{
    /// <summary>The list's own.</summary>
    private int _holds = 1;

    public TextScorer Scorer => lease.Model;

    public bool Is(ModelRelease other) =>
        ReferenceEquals(release, other)
        || (string.Equals(release.Version, other.Version, StringComparison.Ordinal)
            && string.Equals(release.Model, other.Model, StringComparison.Ordinal)
            && release.ManifestDigest == other.ManifestDigest);

    /// <summary>One more hold, unless the last one has been given back.</summary>
    public bool TryHold()
    {
        var holds = Volatile.Read(ref _holds);
        while (holds > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holds, holds + 1, holds);
            if (seen == holds)
            {
                return true;
            }

            holds = seen;
        }

        return false;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            lease.Dispose();
        }
    }
}
