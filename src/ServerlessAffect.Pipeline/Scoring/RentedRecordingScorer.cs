namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>A scorer that stays open until it is given back. Its manifest may be read afterwards.</summary>
/// <param name="Scorer">Must not score any more once this was disposed.</param>
/// <param name="Hold">What is disposed to give the scorer back; null where nothing has to be.</param>
public readonly record struct RentedRecordingScorer(IRecordingScorer Scorer, IDisposable? Hold) : IDisposable
{
    public void Dispose() => Hold?.Dispose();
}
