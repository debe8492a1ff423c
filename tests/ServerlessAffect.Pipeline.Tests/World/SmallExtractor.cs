using System.Text.Json.Nodes;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio;

namespace ServerlessAffect.Pipeline.Tests.World;

/// <summary>Four numbers of a clip: level, sign changes, roughness, and how uneven the level is. Enough to tell made-up classes apart.</summary>
internal sealed class SmallExtractor : IAudioExtractor
{
    public static int Calls;

    private const int Parts = 8;

    public static IAudioExtractor Create(string name, JsonObject parameters) => new SmallExtractor(name, parameters);

    private SmallExtractor(string name, JsonObject parameters) => Schema = new FeatureSchema
    {
        Name = name,
        Version = 1,
        Modality = Modality.Audio,
        Parameters = (JsonObject)parameters.DeepClone(),
        Axes = [new FeatureAxis("window", -1), new FeatureAxis("feature", 4)],
    };

    public FeatureSchema Schema { get; }

    public int SampleRate => 8000;

    public int Columns => 4;

    public void Extract(ReadOnlySpan<float> samples, Span<float> row)
    {
        Interlocked.Increment(ref Calls);
        var (power, changes, rough) = (0.0, 0, 0.0);
        Span<double> parts = stackalloc double[Parts];
        for (var i = 0; i < samples.Length; i++)
        {
            power += samples[i] * samples[i];
            parts[(int)((long)i * Parts / samples.Length)] += samples[i] * samples[i];
            if (i > 0)
            {
                changes += samples[i] >= 0 != samples[i - 1] >= 0 ? 1 : 0;
                rough += Math.Abs(samples[i] - samples[i - 1]);
            }
        }

        var length = Math.Max(1, samples.Length);
        row[0] = (float)Math.Log(1e-9 + (power / length));
        row[1] = (float)changes / length;
        row[2] = (float)(rough / length);
        row[3] = (float)Math.Log((1e-9 + System.Numerics.Tensors.TensorPrimitives.Max<double>(parts)) / (1e-9 + System.Numerics.Tensors.TensorPrimitives.Min<double>(parts)));
    }
}
