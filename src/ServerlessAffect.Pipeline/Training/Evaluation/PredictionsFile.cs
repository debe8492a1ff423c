using System.Globalization;
using System.Text;
using ServerlessAffect.Core;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>The file <c>predictions.csv</c>: id, group, fold, truth, label, confidence, and <c>p_</c> and the name of each class. It never holds a text.
/// Ids, groups and labels are a stranger's, and are written as <see cref="CsvField"/> writes them.</summary>
internal static class PredictionsFile
{
    public static async Task WriteAsync(Predictions predictions, string path, CancellationToken cancellationToken)
    {
        var classes = predictions.Classes;
        var chosen = ClassScores.ArgMax(predictions.Probabilities, classes.Count);
        var line = new StringBuilder("id,group,fold,truth,label,confidence");
        foreach (var name in classes)
        {
            line.Append(',');
            CsvField.Append(line, "p_" + name);
        }

        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await file.WriteAsync(line.Append('\n'), cancellationToken).ConfigureAwait(false);
        for (var row = 0; row < chosen.Length; row++)
        {
            var example = predictions.Examples[row];
            var confidence = predictions.Probabilities[(row * classes.Count) + chosen[row]];
            line.Clear();
            CsvField.Append(line, example.Id);
            line.Append(',');
            CsvField.Append(line, example.Group);
            line.Append(CultureInfo.InvariantCulture, $",{predictions.Folds[row]},");
            CsvField.Append(line, example.Label);
            line.Append(',');
            CsvField.Append(line, classes[chosen[row]]);
            line.Append(CultureInfo.InvariantCulture, $",{confidence:R}");
            for (var c = 0; c < classes.Count; c++)
            {
                line.Append(CultureInfo.InvariantCulture, $",{predictions.Probabilities[(row * classes.Count) + c]:R}");
            }

            await file.WriteAsync(line.Append('\n'), cancellationToken).ConfigureAwait(false);
        }
    }
}
