using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Inference;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>A text model ready to score: its session, and the extractor of exactly its features.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly OnnxModel _model;
    private readonly ITextExtractor _extractor;
    private readonly ReadingFactory _readings;

    /// <param name="package">From a reader that has checked it.</param>
    public LoadedModel(ModelPackage package)
    {
        _extractor = TextExtractors.Create(package.Schema, package.Files);
        _model = OnnxModel.Open(package);
        _readings = new ReadingFactory(package.Manifest);
        Source = ReadingSource.Of(package.Manifest);
    }

    public ReadingSource Source { get; }

    /// <returns>[texts], the reading of each as row <paramref name="rows"/>[i].</returns>
    public Reading[] Score(IReadOnlyList<int> rows, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var probabilities = _model.PredictProba(_extractor.Extract(texts, cancellationToken), cancellationToken);
        var readings = new Reading[texts.Count];
        for (var i = 0; i < readings.Length; i++)
        {
            readings[i] = _readings.Scored(rows[i], probabilities.Row(i));
        }

        return readings;
    }

    public void Dispose() => _model.Dispose();
}
