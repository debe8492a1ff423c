using System.Globalization;
using System.Text;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Inference.Timelines;

/// <summary>A prediction as a WebVTT track (W3C, https://www.w3.org/TR/webvtt1/) that players show beside a recording or video: one cue per span of the timeline,
/// <c>happy (0.83)</c>, or <c>unsure: happy (0.41)</c>. Cues do not overlap; silence has none. A NOTE at the top names the model and carries the notice.</summary>
public static class WebVtt
{
    public const string MediaType = "text/vtt; charset=utf-8";

    /// <returns>UTF-8, lines ending in a line feed.</returns>
    public static byte[] Write(PredictionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var track = new StringBuilder("WEBVTT\n\nNOTE\n");
        var model = document.Model;
        track.Append(Comment($"Model {model.Name}@{model.Version}, sha256 {model.Sha256}.")).Append('\n').Append(Comment(document.Notice)).Append('\n');
        foreach (var reading in document.Readings)
        {
            if (reading.Error is { } error)
            {
                track.Append("\nNOTE\n").Append(Comment($"No reading, {error.Code}: {error.Message}")).Append('\n');
            }

            foreach (var window in reading.Windows)
            {
                track.Append('\n').Append(Time(window.Start)).Append(" --> ").Append(Time(window.End)).Append('\n');
                track.Append(window.Unsure ? "unsure: " : "").Append(Text(window.Label)).Append(CultureInfo.InvariantCulture, $" ({window.Confidence:0.00})\n");
            }
        }

        return Encoding.UTF8.GetBytes(track.ToString());
    }

    /// <summary>Hours, minutes, seconds, milliseconds; hours may have more than two digits.</summary>
    private static string Time(double seconds)
    {
        var all = (long)Math.Round(seconds * 1000, MidpointRounding.AwayFromZero);
        var (minutes, rest) = Math.DivRem(all, 60_000);
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}:{rest / 1000:00}.{rest % 1000:000}");
    }

    private static string Text(string text) => OneLine(text).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>An arrow would end the comment.</summary>
    private static string Comment(string text) => OneLine(text).Replace("-->", "->", StringComparison.Ordinal);

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\0', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
