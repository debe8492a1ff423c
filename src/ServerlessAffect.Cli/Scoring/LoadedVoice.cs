using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>A model of recordings ready to score.</summary>
internal sealed class LoadedVoice : IDisposable
{
    private readonly RecordingScorer _scorer;

    /// <param name="package">From a reader that has checked it.</param>
    public LoadedVoice(ModelPackage package)
    {
        _scorer = RecordingScorer.Open(package);
        Source = ReadingSource.Of(package.Manifest);
    }

    public IRecordingScorer Scorer => _scorer;

    public ReadingSource Source { get; }

    public void Dispose() => _scorer.Dispose();
}
