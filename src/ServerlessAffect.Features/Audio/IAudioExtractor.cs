using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Audio;

/// <summary>Turns a window of mono sound into the row of one schema. Training and scoring call the same one. Safe for concurrent use.</summary>
public interface IAudioExtractor
{
    FeatureSchema Schema { get; }

    /// <summary>What the samples must have been brought to (Hz).</summary>
    int SampleRate { get; }

    /// <summary>Length of the windows of a long recording (seconds).</summary>
    double WindowSeconds => 3;

    /// <summary>From the start of one window to the start of the next (seconds), above 0, at most <see cref="WindowSeconds"/>.</summary>
    double HopSeconds => 1.5;

    /// <summary>Length of a row: the columns of the schema.</summary>
    int Columns { get; }

    /// <param name="samples">[samples], mono, at <see cref="SampleRate"/>; everything that is relative to "the clip" is relative to these.</param>
    /// <param name="row">[<see cref="Columns"/>], finite whatever the samples are.</param>
    void Extract(ReadOnlySpan<float> samples, Span<float> row);
}
