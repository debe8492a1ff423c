using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>What became of a dropped file, in the lines of <c>affect score</c>: the readings of the versions that are live, and the models that died over it.</summary>
internal static class ItemRows
{
    public static IEnumerable<ScoredRow> Of(string file, ItemDetails details, UploadOutcome outcome)
    {
        var item = details.Item;
        foreach (var (release, reason) in outcome.Dead)
        {
            yield return ScoredRow.Failed(file, item.Id, item.Modality, reason) with { Outcome = "dead", Asked = new ModelRef(release.Model, release.Version) };
        }

        // As `score` orders them: by row, then by model.
        var readings = outcome.Owed.Where(o => !outcome.Dead.ContainsKey(o)).Select(o => Spoken(details, o)).OfType<PredictionDocument>()
            .SelectMany(p => p.Readings, (p, r) => (Prediction: p, Reading: r)).OrderBy(r => r.Reading.Row);
        foreach (var (prediction, reading) in readings)
        {
            yield return new ScoredRow(
                file, reading.Row, item.Id, item.Modality, reading, new ReadingSource(prediction.Model, prediction.Schema, prediction.Notice));
        }
    }

    /// <summary>What the live version said; the newest other one of its name where a host did not know the live one yet.</summary>
    private static PredictionDocument? Spoken(ItemDetails details, ModelRelease release) =>
        details.Predictions.Where(p => string.Equals(p.Model.Name, release.Model, StringComparison.Ordinal))
            .OrderByDescending(p => string.Equals(p.Model.Version, release.Version, StringComparison.Ordinal))
            .ThenByDescending(p => p.Model.Version, StringComparer.Ordinal)
            .FirstOrDefault();
}
