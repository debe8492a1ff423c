using System.Globalization;
using System.Text;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Storage.Predictions;

/// <summary>A prediction as a table (RFC 4180, UTF-8): <c>row,status,label,confidence,unsure,p_&lt;class&gt;…,error_code,error_message</c>, one line per row of the item.
/// Of recordings <c>start</c> and <c>end</c> (seconds) stand after the row: empty in the line of the whole, and one line more per span of the timeline, without probabilities.
/// Numbers are written so that they come back the same; what could start a formula in a spreadsheet gets an apostrophe before it.</summary>
public static class PredictionCsv
{
    public static byte[] Write(PredictionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var classes = document.Readings.FirstOrDefault(r => r.Probabilities is not null)?.Probabilities?.Keys.ToArray() ?? [];
        var line = new StringBuilder();
        var timed = document.Modality is Modality.Audio or Modality.Video;
        line.Append(timed ? "row,start,end,status,label,confidence,unsure" : "row,status,label,confidence,unsure");
        foreach (var name in classes)
        {
            Append(line, "p_" + name);
        }

        line.Append(",error_code,error_message\r\n");
        foreach (var reading in document.Readings)
        {
            line.Append(CultureInfo.InvariantCulture, $"{reading.Row},{(timed ? ",," : "")}{(reading.Status == ReadingStatus.Scored ? "scored" : "failed")}");
            Append(line, reading.Label);
            Append(line, reading.Confidence);
            line.Append(',').Append(reading.Unsure switch { true => "true", false => "false", null => "" });
            foreach (var name in classes)
            {
                Append(line, reading.Probabilities is { } p && p.TryGetValue(name, out var probability) ? probability : null);
            }

            Append(line, reading.Error?.Code);
            Append(line, reading.Error?.Message);
            line.Append("\r\n");
            foreach (var window in reading.Windows)
            {
                line.Append(CultureInfo.InvariantCulture, $"{reading.Row},{window.Start:R},{window.End:R},scored");
                Append(line, window.Label);
                Append(line, window.Confidence);
                line.Append(window.Unsure ? ",true" : ",false").Append(',', classes.Length + 2).Append("\r\n");
            }
        }

        return Encoding.UTF8.GetBytes(line.ToString());
    }

    private static void Append(StringBuilder line, double? value) => line.Append(CultureInfo.InvariantCulture, $",{value:R}");

    private static void Append(StringBuilder line, string? value)
    {
        line.Append(',');
        CsvField.Append(line, value);
    }
}
