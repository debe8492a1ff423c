using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessAffect.Reports.Pictures;

namespace ServerlessAffect.Reports.Charts;

/// <summary>A matrix over time as one picture (mel spectrogram, chroma, MFCC), with axes around it.</summary>
public static class SpectrogramChart
{
    private static readonly double[] Octaves = [64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192, 16_384];

    /// <summary>A mel spectrogram in decibels, with a tick at each octave.</summary>
    /// <param name="values">[mel bands, frames], dB; what lies more than 80 dB below the loudest is as dark as silence.</param>
    /// <param name="frequencies">Centre of each band in Hz, ascending.</param>
    /// <param name="seconds">From the first frame to the end of the last.</param>
    public static JsonObject OfMel(ReadOnlySpan<float> values, IReadOnlyList<double> frequencies, double seconds)
    {
        var ticks = new List<AxisTick>();
        foreach (var octave in Octaves)
        {
            for (var i = 0; i + 1 < frequencies.Count; i++)
            {
                if (frequencies[i] <= octave && octave < frequencies[i + 1])
                {
                    ticks.Add(new AxisTick(i + 0.5 + (octave - frequencies[i]) / (frequencies[i + 1] - frequencies[i]), octave));
                }
            }
        }

        return Of(values, frequencies.Count, seconds, ticks, "Hz", 80);
    }

    /// <param name="values">[rows, frames]; the first row is drawn at the bottom.</param>
    /// <param name="rows">How many.</param>
    /// <param name="seconds">From the first frame to the end of the last.</param>
    /// <param name="ticks">Of the vertical axis.</param>
    /// <param name="yTitle">Of the vertical axis, with its unit.</param>
    /// <param name="range">What lies further below the greatest value is drawn as dark as the least; 0 for the whole range.</param>
    public static JsonObject Of(ReadOnlySpan<float> values, int rows, double seconds, IReadOnlyList<AxisTick> ticks, string yTitle, double range = 0)
    {
        var picture = "data:image/png;base64," + Convert.ToBase64String(MatrixPicture.Png(values, rows, range));
        var x = Spec.Quantitative("x", "seconds");
        x["scale"] = new JsonObject { ["domain"] = Spec.Numbers(0, seconds), ["nice"] = false };
        x["axis"] = new JsonObject { ["grid"] = false };
        var y = Spec.Quantitative("y", yTitle);
        y["scale"] = new JsonObject { ["domain"] = Spec.Numbers(0, rows), ["nice"] = false };
        y["axis"] = new JsonObject { ["values"] = Spec.Numbers([.. ticks.Select(tick => tick.Row)]), ["labelExpr"] = Labels(ticks), ["grid"] = false };

        var spec = Spec.Of([new JsonObject { ["x"] = 0, ["y"] = rows, ["u"] = picture }]);
        spec["height"] = 220;
        spec["mark"] = new JsonObject
        {
            ["type"] = "image",
            ["width"] = new JsonObject { ["expr"] = "width" },
            ["height"] = new JsonObject { ["expr"] = "height" },
            ["align"] = "left",
            ["baseline"] = "top",
            ["aspect"] = false,
            ["smooth"] = false,
            ["tooltip"] = null,
        };
        spec["encoding"] = new JsonObject { ["x"] = x, ["y"] = y, ["url"] = new JsonObject { ["field"] = "u", ["type"] = "nominal" } };
        return spec;
    }

    /// <summary>Made of numbers alone.</summary>
    private static string Labels(IReadOnlyList<AxisTick> ticks)
    {
        var expression = new StringBuilder();
        for (var i = 0; i < ticks.Count; i++)
        {
            expression.Append(CultureInfo.InvariantCulture, $"abs(datum.value - {Spec.Number(ticks[i].Row)}) < 0.001 ? '{ticks[i].Value:#,0.##}' : ");
        }

        return expression.Append("''").ToString();
    }
}
