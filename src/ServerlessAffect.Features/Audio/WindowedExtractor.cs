using System.Text.Json.Nodes;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Audio;

/// <summary>An extractor and how long recordings are cut for it; both belong to the schema, for other windows are other features.</summary>
internal sealed class WindowedExtractor : IAudioExtractor
{
    private readonly IAudioExtractor _inner;

    public WindowedExtractor(IAudioExtractor inner, double windowSeconds, double hopSeconds)
    {
        (_inner, WindowSeconds, HopSeconds) = (inner, windowSeconds, hopSeconds);
        var parameters = (JsonObject)inner.Schema.Parameters.DeepClone();
        parameters[AudioExtractors.WindowMember] = windowSeconds;
        parameters[AudioExtractors.HopMember] = hopSeconds;
        Schema = inner.Schema with { Parameters = parameters };
    }

    public FeatureSchema Schema { get; }

    public int SampleRate => _inner.SampleRate;

    public double WindowSeconds { get; }

    public double HopSeconds { get; }

    public int Columns => _inner.Columns;

    public void Extract(ReadOnlySpan<float> samples, Span<float> row) => _inner.Extract(samples, row);
}
