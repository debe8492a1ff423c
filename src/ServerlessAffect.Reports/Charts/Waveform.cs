using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Sound over time: for each of 600 stretches its least and greatest sample.</summary>
public static class Waveform
{
    private const int Stretches = 600;

    /// <param name="samples">-1 to 1, one channel.</param>
    /// <param name="sampleRate">Hz.</param>
    public static JsonObject Of(ReadOnlySpan<float> samples, int sampleRate)
    {
        var spec = Panel(samples, sampleRate, null, 0, (double)samples.Length / sampleRate);
        spec["height"] = 140;
        return spec;
    }

    /// <summary>The recording and, below it on the same scales, what was kept of it.</summary>
    /// <param name="original">-1 to 1, one channel.</param>
    /// <param name="trimmed">What is left of it.</param>
    /// <param name="trimmedFrom">Second of the original at which it starts.</param>
    /// <param name="sampleRate">Hz.</param>
    public static JsonObject Of(ReadOnlySpan<float> original, ReadOnlySpan<float> trimmed, double trimmedFrom, int sampleRate)
    {
        var seconds = (double)original.Length / sampleRate;
        var (above, below) = (Panel(original, sampleRate, "original", 0, seconds), Panel(trimmed, sampleRate, "trimmed", trimmedFrom, seconds));
        (above["height"], below["height"]) = (90, 90);
        return new JsonObject
        {
            ["vconcat"] = new JsonArray(above, below),
            ["resolve"] = new JsonObject { ["scale"] = new JsonObject { ["y"] = "shared" } },
        };
    }

    private static JsonObject Panel(ReadOnlySpan<float> samples, int sampleRate, string? title, double from, double until)
    {
        var values = new JsonArray();
        var stretches = Math.Min(Stretches, samples.Length);
        for (var i = 0; i < stretches; i++)
        {
            var (start, end) = ((int)((long)i * samples.Length / stretches), (int)((long)(i + 1) * samples.Length / stretches));
            float least = float.PositiveInfinity, most = float.NegativeInfinity;
            foreach (var sample in samples[start..end])
            {
                least = Math.Min(least, sample);
                most = Math.Max(most, sample);
            }

            values.Add(new JsonObject { ["x"] = Spec.Number(from + (double)start / sampleRate), ["lo"] = Spec.Number(least), ["hi"] = Spec.Number(most) });
        }

        var x = Spec.Quantitative("x", "seconds");
        x["scale"] = new JsonObject { ["domain"] = Spec.Numbers(0, until), ["nice"] = false };
        var spec = Spec.Of(values);
        spec["mark"] = new JsonObject { ["type"] = "area" };
        spec["encoding"] = new JsonObject
        {
            ["x"] = x,
            ["y"] = Spec.Quantitative("lo", title ?? "amplitude"),
            ["y2"] = new JsonObject { ["field"] = "hi" },
        };
        return spec;
    }
}
