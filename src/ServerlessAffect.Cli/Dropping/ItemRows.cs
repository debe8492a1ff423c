using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>What became of a dropped file, in the lines of <c>affect score</c>.</summary>
internal static class ItemRows
{
    public static IEnumerable<ScoredRow> Of(string file, ItemDetails details)
    {
        var item = details.Item;
        if (item.State is not ItemState.Scored)
        {
            yield return ScoredRow.Failed(file, item.Id, item.Modality, item.Reason ?? new ReadingError("internal", "The item stopped without a reason."))
                with
            { Outcome = item.State.ToString().ToLowerInvariant() };
        }

        // As `score` orders them: by row, then by model.
        var readings = details.Predictions.SelectMany(p => p.Readings, (p, r) => (Prediction: p, Reading: r)).OrderBy(r => r.Reading.Row);
        foreach (var (prediction, reading) in readings)
        {
            yield return new ScoredRow(
                file, reading.Row, item.Id, item.Modality, reading, new ReadingSource(prediction.Model, prediction.Schema, prediction.Notice));
        }
    }
}
